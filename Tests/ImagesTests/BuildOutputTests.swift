import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Images

/// Where a build works, and how its three files come to their places.
@Suite struct BuildOutputTests {
    @Test func filesAppearTogether() throws {
        let directory = try TemporaryDirectory()
        let outputs = BuildOutputs(archive: directory.path.appending("core.tar.zst"), suffix: ".tar.zst")
        try outputs.write(Array("archive".utf8), to: outputs.archive)
        try outputs.write(Array("sbom".utf8), to: outputs.sbom)
        #expect(directory.contents(of: ".").allSatisfy { $0.hasPrefix(".") })
        try outputs.commit(manifest: Array("manifest".utf8))
        #expect(directory.contents(of: ".") == ["core.manifest.json", "core.sbom.spdx.json", "core.tar.zst"])
        #expect(try directory.text("core.tar.zst") == "archive")
    }

    @Test func missingPartLeavesTheOldImage() throws {
        let directory = try TemporaryDirectory()
        let old = ["core.manifest.json", "core.sbom.spdx.json", "core.tar.zst"]
        for name in old { try directory.write("old", to: name, mode: 0o644) }
        let outputs = BuildOutputs(archive: directory.path.appending("core.tar.zst"), suffix: ".tar.zst")
        try outputs.write(Array("sbom".utf8), to: outputs.sbom)
        let error = #expect(throws: ImageError.self) { try outputs.commit(manifest: []) }
        #expect(error?.stage == "build-write")
        outputs.removePartial()
        #expect(directory.contents(of: ".") == old)
        #expect(try old.allSatisfy { try directory.text($0) == "old" })
    }

    @Test func oneBuildAtATimeUsesACache() throws {
        let directory = try TemporaryDirectory()
        let first = try BuildWorkspace(cache: directory.path)
        let error = #expect(throws: ImageError.self) { try BuildWorkspace(cache: directory.path) }
        #expect(error?.stage == "build-prepare")
        #expect(error?.subject == directory.path.string)
        withExtendedLifetime(first) {}
    }

    @Test func leftoversOfAKilledBuildGoAndDownloadsStay() throws {
        let directory = try TemporaryDirectory()
        try directory.write("half", to: "work/root.tar", mode: 0o644)
        try directory.write("package", to: "packages/git.deb", mode: 0o644)
        let workspace = try BuildWorkspace(cache: directory.path)
        #expect(directory.contents(of: "work") == ["description"])
        workspace.clear()
        #expect(try directory.text("packages/git.deb") == "package")
        #expect(!directory.contents(of: ".").contains("work"))
    }

    @Test func onlyTheBinaryInUseStaysCompiled() throws {
        let directory = try TemporaryDirectory()
        for name in ["11", "11.sum", "11.cost", "22", "22.sum"] { try directory.write("binary", to: "built/\(name)", mode: 0o644) }
        let workspace = try BuildWorkspace(cache: directory.path)
        workspace.keepBuilt(from: nil)
        #expect(directory.contents(of: "built").count == 5)
        workspace.keepBuilt(from: "sha256:11")
        #expect(directory.contents(of: "built") == ["11", "11.cost", "11.sum"])
        workspace.clear()
    }

    @Test func archiveNeedsItsSuffix() throws {
        let directory = try TemporaryDirectory()
        try directory.writeRecipe()
        let recipe = try ImageRecipe(at: directory.path.appending("recipe"))
        let error = #expect(throws: ImageError.self) { try ImageBuilder(recipe: recipe, profile: "core", archive: "core.zip", cache: "/nonexistent") }
        #expect(error?.subject == "core.zip")
        #expect(error?.mend.contains(".tar.zst") == true)
    }
}
