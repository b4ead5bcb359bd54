import Foundation
import Testing

/// The toolchain image that these tests run on: `WITNESSBOX_TEST_IMAGE` names it, as `make test` does. Without the variable they are skipped.
enum ToolchainImage {
    static let reference = ProcessInfo.processInfo.environment["WITNESSBOX_TEST_IMAGE"]

    static let isAsked: ConditionTrait = .enabled(if: reference != nil, "needs WITNESSBOX_TEST_IMAGE, the name of a full toolchain image")

    static func name() throws -> String { try #require(reference) }
}
