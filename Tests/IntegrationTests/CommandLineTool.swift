import Foundation
import SystemPackage
import TestSupport
import Testing

/// The `witnessbox` executable of this build, run as a user would.
struct CommandLineTool {
    /// What a run of it gave.
    struct Outcome {
        var exitCode: Int32
        var output: String
        var errors: String
    }

    private static let path = product("witnessbox")

    /// An executable that was built with the tests.
    static func product(_ name: String) -> URL {
        URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name)
    }

    /// Runs it to its end.
    static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(arguments, environment: environment)
    }

    /// Runs it to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let directory = try TemporaryDirectory()
        let outputs = ["output", "errors"].map { URL(filePath: directory.path.string + "/" + $0) }
        for file in outputs { try Data().write(to: file) }
        let process = Process()
        process.executableURL = path
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: outputs[0])
        process.standardError = try FileHandle(forWritingTo: outputs[1])
        try process.run()
        process.waitUntilExit()
        let texts = try outputs.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Outcome(
            exitCode: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: texts[0],
            errors: texts[1]
        )
    }
}
