import ArgumentParser
import Foundation
import Sandbox

/// `witnessbox doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what this host lacks for running sandboxes and building images, and how to mend it.",
        discussion: "Exits 0 when sandboxes can run here, 75 when they cannot."
    )

    /// Programs of the host that single commands need, with the Debian package that holds each.
    private static let programs = [
        (name: "mmdebstrap", package: "mmdebstrap", purpose: "image build"),
        (name: "newuidmap", package: "uidmap", purpose: "image build as an ordinary user"),
        (name: "zstd", package: "zstd", purpose: "image build"),
        (name: "python3", package: "python3-pip", purpose: "image build"),
    ]

    @Flag(help: "Print one JSON object a finding.")
    var json = false

    func run() async throws {
        let findings = await HostSupport.probe() + Self.programs.map(Self.finding)
        for finding in findings { print(try json ? encoded(finding) : line(finding)) }
        if findings.contains(where: { $0.state == .missing }) { throw ExitCode(ExitStatus.infrastructure.rawValue) }
    }

    private static func finding(_ program: (name: String, package: String, purpose: String)) -> HostFinding {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let isThere = directories.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program.name)") }
        return HostFinding(
            name: program.name,
            state: isThere ? .good : .weak,
            detail: isThere ? "for \(program.purpose)" : "not found, needed for \(program.purpose) only",
            mend: isThere ? "" : "apt-get install \(program.package)"
        )
    }

    private func line(_ finding: HostFinding) -> String {
        let mark =
            switch finding.state {
            case .good: "ok     "
            case .weak: "weak   "
            case .unknown: "unknown"
            case .missing: "MISSING"
            }
        let mend = finding.mend.isEmpty ? "" : "\n        mend: \(finding.mend)"
        return "\(mark) \(finding.name): \(finding.detail)\(mend)"
    }

    private func encoded(_ finding: HostFinding) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(finding), as: UTF8.self)
    }
}
