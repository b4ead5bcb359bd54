import Glibc
import Sandbox
import SystemPackage
import Testing

@Suite("What the doctor sees") struct HostSupportTests {
    @Test(.needsBackend) func everythingWorksHere() async {
        let findings = await HostSupport.probe(backend: .tested)
        for finding in findings {
            #expect(finding.state == .good, "\(finding)")
        }
        let parts =
            SandboxBackend.tested == .chroot
            ? ["chroot-backend"] : ["user-namespaces", "private-mounts", "devices", "network-namespace", "seccomp", "overlay", "proc"]
        #expect(findings.map(\.name).starts(with: ["helper", "kernel"] + parts))
    }

    @Test(.needsBackend) func bothBackendsAreToldOfAndOneIsEnough() async throws {
        let findings = await HostSupport.probe()
        #expect(!findings.contains { $0.state == .missing })
        #expect(findings.contains { $0.name == "user-namespaces" && $0.state == .good })
        let chroot = try #require(findings.first { $0.name == "chroot-backend" })
        #expect(chroot.state == (geteuid() == 0 ? .good : .absent))
        #expect(geteuid() == 0 || (chroot.detail == "needs root" && !chroot.mend.isEmpty))
    }

    @Test func aMissingHelperIsNamedWithItsMend() async throws {
        let findings = await HostSupport.probe(helper: "/absent/sandbox-init")
        let failing = try #require(findings.first { $0.state == .missing })
        #expect(failing.detail.contains("/absent/sandbox-init"))
        #expect(!failing.mend.isEmpty)
    }
}
