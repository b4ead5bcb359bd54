import Foundation
import SystemPackage
import TestSupport
import Testing

/// A `witnessbox generate` that a test watches and kills parts of. Whatever it leaves behind becomes a child of a reaper, which ends with the
/// last of them.
final class MortalRun {
    /// A process that can be killed.
    enum Part: CaseIterable {
        case orchestrator
        case zygote
        /// Of a sandbox.
        case firstProcess
    }

    /// What came of it.
    struct Ending {
        /// 128 and the signal's number for a run that was killed.
        var exitCode: Int32
        /// The objects that it printed whole, one an event.
        var events: [[String: Any]]
        var errors: String
    }

    /// How often to look for what is awaited, in seconds.
    static let lookInterval = 0.005

    private let reaper = Process()
    private let output: URL
    private let errors: URL

    /// - Parameter scratch: a directory for what it prints.
    init(_ arguments: [String], environment: [String: String], scratch: FilePath) throws {
        output = URL(filePath: scratch.appending("output").string)
        errors = URL(filePath: scratch.appending("errors").string)
        for file in [output, errors] { try Data().write(to: file) }
        reaper.executableURL = CommandLineTool.product("reaper")
        reaper.arguments = [CommandLineTool.product("witnessbox").path(percentEncoded: false)] + arguments
        reaper.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        reaper.standardInput = FileHandle.nullDevice
        reaper.standardOutput = try FileHandle(forWritingTo: output)
        reaper.standardError = try FileHandle(forWritingTo: errors)
        try reaper.run()
    }

    var isRunning: Bool { reaper.isRunning }

    /// Process id of the orchestrator, once it is there.
    var orchestrator: pid_t? { lines().first.flatMap { pid_t($0) } }

    /// Waits until it says that its workers start, or ends.
    func awaitFirstEvent() {
        while isRunning && lines().count < 2 { Thread.sleep(forTimeInterval: Self.lookInterval) }
    }

    /// Kills a part, one of several at random, if there is one now.
    func kill(_ part: Part, using generator: inout some RandomNumberGenerator) -> Bool {
        guard let orchestrator else { return false }
        // With cgroups each zygote has a keeper between itself and the orchestrator.
        let zygotes = children(of: orchestrator).flatMap { isKeeper($0) ? children(of: $0) : [$0] }
        let candidates: [pid_t] =
            switch part {
            case .orchestrator: isRunning ? [orchestrator] : []
            case .zygote: zygotes
            case .firstProcess: zygotes.flatMap(children)
            }
        guard let victim = candidates.randomElement(using: &generator) else { return false }
        return Foundation.kill(victim, SIGKILL) == 0
    }

    /// Waits until it and all that it started are gone.
    /// - Throws: when that takes longer than `seconds`.
    func ending(within seconds: Double) throws -> Ending {
        let deadline = Date.now + seconds
        while isRunning {
            if Date.now >= deadline {
                let errors = try text(errors)
                try #require(Bool(false), "still there: \(commandLines(under: reaper.processIdentifier)) \(errors)")
            }
            Thread.sleep(forTimeInterval: Self.lookInterval)
        }
        // The first line is the reaper's, and a line without its end was cut short by death.
        let events = try lines().dropFirst().filter { $0.hasSuffix("}") }.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        return Ending(exitCode: reaper.terminationStatus, events: events, errors: try text(errors))
    }

    private func lines() -> [Substring] {
        ((try? text(output)) ?? "").split(separator: "\n")
    }

    private func text(_ file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    private func isKeeper(_ process: pid_t) -> Bool {
        (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) == "sandbox-keeper\n"
    }

    private func children(of process: pid_t) -> [pid_t] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return tasks.flatMap { task in
            ((try? String(contentsOfFile: "/proc/\(process)/task/\(task)/children", encoding: .utf8)) ?? "").split(separator: " ").compactMap {
                pid_t($0)
            }
        }
    }

    private func commandLines(under process: pid_t) -> [String] {
        children(of: process).flatMap { child in
            [(try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)) ?? "?"] + commandLines(under: child)
        }
    }
}
