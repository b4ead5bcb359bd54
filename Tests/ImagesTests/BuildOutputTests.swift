import Foundation
import SystemPackage
import Testing

@testable import Images

/// Where a build works, and how its three files come to their places.
@Suite struct BuildOutputTests {
    @Test func filesAppearTogether() throws {
        let scratch = try BuildScratch()
        let outputs = BuildOutputs(archive: scratch.path.appending("core.tar.zst"), suffix: ".tar.zst")
        try outputs.write(Array("archive".utf8), to: outputs.archive)
        try outputs.write(Array("sbom".utf8), to: outputs.sbom)
        #expect(scratch.names.allSatisfy { $0.hasPrefix(".") })
        try outputs.commit(manifest: Array("manifest".utf8))
        #expect(scratch.names == ["core.manifest.json", "core.sbom.spdx.json", "core.tar.zst"])
        #expect(scratch.text("core.tar.zst") == "archive")
    }

    @Test func missingPartLeavesTheOldImage() throws {
        let scratch = try BuildScratch()
        let old = ["core.manifest.json", "core.sbom.spdx.json", "core.tar.zst"]
        for name in old { try scratch.write("old", to: name) }
        let outputs = BuildOutputs(archive: scratch.path.appending("core.tar.zst"), suffix: ".tar.zst")
        try outputs.write(Array("sbom".utf8), to: outputs.sbom)
        let error = #expect(throws: ImageError.self) { try outputs.commit(manifest: []) }
        #expect(error?.stage == "build-write")
        outputs.removePartial()
        #expect(scratch.names == old)
        #expect(old.allSatisfy { scratch.text($0) == "old" })
    }

    @Test func oneBuildAtATimeUsesACache() throws {
        let scratch = try BuildScratch()
        let first = try BuildWorkspace(cache: scratch.path)
        let error = #expect(throws: ImageError.self) { try BuildWorkspace(cache: scratch.path) }
        #expect(error?.stage == "build-prepare")
        #expect(error?.subject == scratch.path.string)
        withExtendedLifetime(first) {}
    }

    @Test func leftoversOfAKilledBuildGoAndDownloadsStay() throws {
        let scratch = try BuildScratch()
        try scratch.write("half", to: "work/root.tar")
        try scratch.write("package", to: "packages/git.deb")
        let workspace = try BuildWorkspace(cache: scratch.path)
        #expect(scratch.text("work/root.tar") == nil)
        workspace.clear()
        #expect(scratch.text("packages/git.deb") == "package")
        #expect(!scratch.names.contains("work"))
    }

    @Test func archiveNeedsItsSuffix() throws {
        let scratch = try BuildScratch()
        try scratch.write("SUITE=trixie\nSOURCE_DATE_EPOCH=1\n", to: "release")
        try scratch.write("git\n", to: "parts/base/debian")
        try scratch.write("base\n", to: "profiles/core")
        let recipe = try ImageRecipe(at: scratch.path)
        let error = #expect(throws: ImageError.self) { try ImageBuilder(recipe: recipe, profile: "core", archive: "core.zip", cache: "/nonexistent") }
        #expect(error?.subject == "core.zip")
        #expect(error?.mend.contains(".tar.zst") == true)
    }
}
