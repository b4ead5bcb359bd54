import Sandbox
import SystemPackage
import Testing

@Suite("What the doctor sees") struct HostSupportTests {
    @Test(.needsNamespaces) func everythingWorksHere() async {
        let findings = await HostSupport.probe()
        for finding in findings {
            #expect(finding.state == .good, "\(finding)")
        }
        #expect(
            findings.map(\.name).starts(with: [
                "helper", "kernel", "user-namespaces", "private-mounts", "devices", "network-namespace", "seccomp", "overlay", "proc",
            ]))
    }

    @Test func aMissingHelperIsNamedWithItsMend() async throws {
        let findings = await HostSupport.probe(helper: "/absent/sandbox-init")
        let failing = try #require(findings.first { $0.state == .missing })
        #expect(failing.detail.contains("/absent/sandbox-init"))
        #expect(!failing.mend.isEmpty)
    }
}
