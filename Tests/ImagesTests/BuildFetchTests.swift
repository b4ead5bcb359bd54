import Crypto
import Foundation
import SystemPackage
import Testing

@testable import Images

/// The recipe's fetch step: exactly the pinned wheels, and no network when they are there.
@Suite struct BuildFetchTests {
    private let scratch: BuildScratch
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "images/toolchain/fetch.sh")

    /// A recipe of one part with one pin, and a python3 that has no index.
    init() throws {
        scratch = try BuildScratch()
        try scratch.write("PYTHON=3.13\n", to: "recipe/release")
        try scratch.write("base\n", to: "recipe/profiles/core")
        let digest = SHA256.hash(data: Data("the wheel".utf8)).map { String(format: "%02x", $0) }.joined()
        try scratch.write("tool==1 --hash=sha256:\(digest)\n", to: "recipe/parts/base/binaries.txt")
        try FileManager.default.copyItem(at: Self.script, to: scratch.url.appending(path: "recipe/fetch.sh"))
        try scratch.write("#!/bin/sh\necho 'no index'\nexit 9\n", to: "bin/python3", mode: 0o755)
    }

    private func fetch() async throws {
        try await HostTool.run(
            "sh", [scratch.path.appending("recipe/fetch.sh").string, "core", scratch.path.appending("wheels").string],
            environment: ["PATH": "\(scratch.path.appending("bin")):/usr/bin:/bin"], stage: .fetch, mend: "")
    }

    @Test func wheelsThatAreThereAreNotFetched() async throws {
        try scratch.write("the wheel", to: "wheels/base/binaries/tool-1.whl")
        try await fetch()
    }

    @Test func strangersAreRemoved() async throws {
        try scratch.write("the wheel", to: "wheels/base/binaries/tool-1.whl")
        try scratch.write("an older wheel", to: "wheels/base/binaries/tool-0.whl")
        try await fetch()
        #expect(scratch.text("wheels/base/binaries/tool-0.whl") == nil)
        #expect(scratch.text("wheels/base/binaries/tool-1.whl") == "the wheel")
    }

    @Test func damagedWheelIsFetchedAgain() async throws {
        try scratch.write("the whe", to: "wheels/base/binaries/tool-1.whl")
        let error = await #expect(throws: ImageError.self) { try await fetch() }
        #expect(error?.stage == "build-fetch")
        #expect(error?.cause.contains("no index") == true)
        #expect(scratch.text("wheels/base/binaries/tool-1.whl") == nil)
    }
}
