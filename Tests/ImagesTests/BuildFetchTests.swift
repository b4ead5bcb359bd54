import Crypto
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Images

/// The recipe's fetch step: exactly the pinned wheels, and no network when they are there.
@Suite struct BuildFetchTests {
    private let directory: TemporaryDirectory
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "images/toolchain/fetch.sh")

    /// A recipe of one part with one pin, and a python3 that has no index.
    init() throws {
        directory = try TemporaryDirectory()
        try directory.writeRecipe()
        let digest = SHA256.hash(data: Data("the wheel".utf8)).map { String(format: "%02x", $0) }.joined()
        try directory.write("tool==1 --hash=sha256:\(digest)\n", to: "recipe/parts/base/binaries.txt", mode: 0o644)
        try FileManager.default.copyItem(atPath: Self.script.path(), toPath: directory.path.appending("recipe/fetch.sh").string)
        try directory.write("#!/bin/sh\necho 'no index'\nexit 9\n", to: "bin/python3", mode: 0o755)
    }

    private func fetch() async throws {
        try await HostTool.run(
            "sh", [directory.path.appending("recipe/fetch.sh").string, "core", directory.path.appending("wheels").string],
            environment: ["PATH": "\(directory.path.appending("bin")):/usr/bin:/bin"], stage: .fetch, mend: "")
    }

    @Test func wheelsThatAreThereAreNotFetched() async throws {
        try directory.write("the wheel", to: "wheels/base/binaries/tool-1.whl", mode: 0o644)
        try await fetch()
    }

    @Test func strangersAreRemoved() async throws {
        try directory.write("the wheel", to: "wheels/base/binaries/tool-1.whl", mode: 0o644)
        try directory.write("an older wheel", to: "wheels/base/binaries/tool-0.whl", mode: 0o644)
        try await fetch()
        #expect(directory.contents(of: "wheels/base/binaries") == ["tool-1.whl"])
    }

    @Test func damagedWheelIsFetchedAgain() async throws {
        try directory.write("the whe", to: "wheels/base/binaries/tool-1.whl", mode: 0o644)
        let error = await #expect(throws: ImageError.self) { try await fetch() }
        #expect(error?.stage == "build-fetch")
        #expect(error?.cause.contains("no index") == true)
        #expect(directory.contents(of: "wheels/base/binaries").isEmpty)
    }
}
