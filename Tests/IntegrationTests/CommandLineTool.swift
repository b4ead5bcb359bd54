import Foundation
import SystemPackage
import TestSupport
import Testing

/// The `witnessbox` executable of this build, run as a user would.
struct CommandLineTool {
    /// An executable that was built with the tests.
    static func product(_ name: String) -> URL {
        products.appending(path: name)
    }

    private static let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()

    /// Runs it to its end.
    static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> HostCommand.Outcome {
        try run(arguments, environment: environment)
    }

    /// Runs it to its end, as whom the setting says; an ordinary user has the toolchain image in a store of its own.
    static func run(_ arguments: [String], as setting: Setting = .namespace, environment: [String: String] = [:]) throws -> HostCommand.Outcome {
        let image = setting == .ordinaryUser ? try ToolchainImage.rootFileSystem() : nil
        return try HostCommand.run(
            setting.command("witnessbox", arguments, products: products.path(percentEncoded: false), image: image), environment: environment)
    }
}
