import Foundation
import TestSupport
import Testing

/// The toolchain image that these tests run on: `WITNESSBOX_TEST_IMAGE` names it, as `make test` does. Without the variable they are skipped.
enum ToolchainImage {
    static let reference = ProcessInfo.processInfo.environment["WITNESSBOX_TEST_IMAGE"]

    static let isAsked: ConditionTrait = .enabled(if: reference != nil, "needs WITNESSBOX_TEST_IMAGE, the name of a full toolchain image")

    /// Where its unpacked tree is, in the store of whoever runs the tests.
    static func rootFileSystem() throws -> String {
        struct Report: Decodable {
            var rootFileSystem: String
        }
        let inspection = try CommandLineTool.run("image", "inspect", name(), "--json")
        return try JSONDecoder().decode(Report.self, from: Data(inspection.output.utf8)).rootFileSystem
    }

    static func name() throws -> String { try #require(reference) }
}
