import ArgumentParser
import Foundation
import Images
import Sandbox

/// `witnessbox doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what this host lacks for running sandboxes and building images, and how to mend it.",
        discussion: "Exits 0 when sandboxes can run here, 75 when they cannot; what only 'image build' needs does not count."
    )

    @OptionGroup
    var backendOption: BackendOption

    @OptionGroup(title: "Means")
    var enforcementOptions: EnforcementOptions

    @Flag(help: "Print one JSON object a finding.")
    var json = false

    func run() async throws {
        let sandbox = await HostSupport.probe(backend: backendOption.backend, enforcement: enforcementOptions.enforcement)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let build = HostTool.needed(asRoot: geteuid() == 0).map { tool in
            tool.isThere(on: path)
                ? HostFinding(name: tool.name, state: .good, detail: "found, for 'image build'")
                : HostFinding(name: tool.name, state: .missing, detail: "needed by 'image build' only", mend: "apt-get install \(tool.package)")
        }
        for finding in sandbox + build + imageFindings() { print(try json ? JSONText.line(finding) : line(finding)) }
        if sandbox.contains(where: { $0.state == .missing }) { throw ExitCode(ExitStatus.infrastructure.rawValue) }
    }

    /// Whether the images' witnesses can do what the CI attestors ask of them; nothing when there is no store yet.
    private func imageFindings() -> [HostFinding] {
        guard let images = try? ImageStore().images() else { return [] }
        return images.map { image in
            let name = "image \(image.references.first ?? String(image.digest.prefix(19)))"
            do throws(ImageError) {
                try image.requireTokenVerification(for: "github")
                return HostFinding(name: name, state: .good, detail: "its witness verifies tokens")
            } catch {
                let state: HostFinding.State = image.witness == nil ? .unknown : .missing
                return HostFinding(name: name, state: state, detail: error.cause, mend: error.mend)
            }
        }
    }

    private func line(_ finding: HostFinding) -> String {
        let mark =
            switch finding.state {
            case .good: "ok     "
            case .missing: "MISSING"
            case .absent: "absent "
            case .unknown: "unknown"
            }
        let mend = finding.mend.isEmpty ? "" : "\n        mend: \(finding.mend)"
        return "\(mark) \(finding.name): \(finding.detail)\(mend)"
    }
}
