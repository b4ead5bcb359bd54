import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Images

/// The recipe as data: what the repository's own promises, and what a broken one says.
@Suite struct BuildRecipeTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let toolchain = repository.appending(path: "images/toolchain")

    private static func lines(_ file: String) throws -> [String] {
        try String(contentsOf: toolchain.appending(path: file), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private static func files(named name: (String) -> Bool) throws -> [String] {
        let parts = try FileManager.default.subpathsOfDirectory(atPath: toolchain.appending(path: "parts").path())
        return parts.filter { name(($0 as NSString).lastPathComponent) }.map { "parts/\($0)" }.sorted()
    }

    @Test func fullHoldsAllOfCoreAndFiveLanguages() throws {
        let recipe = try ImageRecipe(at: FilePath(Self.toolchain.path()))
        let full = try recipe.parts(of: "full")
        #expect(try Set(recipe.parts(of: "core")).isSubset(of: full))
        #expect(Set(["go", "java", "node", "python", "rust"]).isSubset(of: full))
    }

    @Test func everyWheelIsPinnedToOneFile() throws {
        for file in try Self.files(named: { ["wheels.txt", "tools.txt", "binaries.txt"].contains($0) }) {
            for pin in try Self.lines(file) {
                #expect(pin.wholeMatch(of: /[a-z0-9-]+==\S+ --hash=sha256:[0-9a-f]{64}/) != nil, "\(file): \(pin)")
            }
        }
    }

    @Test func everyCachedPackageHasAnExactVersion() throws {
        let files = try Self.files { $0 == "debian-sources" }
        #expect(files.count == 2)
        for file in files {
            for package in try Self.lines(file) { #expect(package.wholeMatch(of: /[a-z0-9.+-]+=\S+/) != nil, "\(file): \(package)") }
        }
    }

    @Test func partsSetEachVariableOnce() throws {
        let names = try Self.files { $0 == "environment" }.flatMap { try Self.lines($0) }.map { String($0.prefix { $0 != "=" }) }
        #expect(Set(names).count == names.count)
    }

    @Test func noHostOfAMirrorOrIndexIsWrittenDown() throws {
        for file in try FileManager.default.subpathsOfDirectory(atPath: Self.toolchain.path()) {
            let url = Self.toolchain.appending(path: file)
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
            let hosts = text.matches(of: /https?:\/\/([a-z0-9.-]+)/).map { String($0.output.1) }
            #expect(Set(hosts).isSubset(of: ["127.0.0.1", "maven.apache.org", "www.w3.org"]), "\(file)")
        }
    }

    @Test func digestFollowsTheContent() throws {
        let directory = try TemporaryDirectory()
        let copy = URL(filePath: directory.path.appending("copy").string)
        try FileManager.default.copyItem(at: Self.toolchain, to: copy)
        let original = try ImageRecipe(at: FilePath(Self.toolchain.path()))
        #expect(try ImageRecipe(at: FilePath(copy.path())).digest == original.digest)
        try directory.write("python3 # with a comment\n", to: "copy/parts/python/debian", mode: 0o644)
        #expect(try ImageRecipe(at: FilePath(copy.path())).digest != original.digest)
    }

    @Test func unknownProfileNamesThoseThereAre() throws {
        let recipe = try ImageRecipe(at: FilePath(Self.toolchain.path()))
        let error = #expect(throws: ImageError.self) {
            try ImageBuilder(recipe: recipe, profile: "tiny", archive: "tiny.tar.zst", cache: "/nonexistent")
        }
        #expect(error?.stage == "build-prepare")
        #expect(error?.mend.contains("core, full") == true)
    }

    @Test func unknownPartIsNamed() throws {
        let directory = try TemporaryDirectory()
        try directory.writeRecipe()
        try directory.write("base # the tools\n\ncobol\n", to: "recipe/profiles/odd", mode: 0o644)
        let error = #expect(throws: ImageError.self) { try ImageRecipe(at: directory.path.appending("recipe")) }
        #expect(error?.stage == "build-prepare")
        #expect(error?.cause.contains("'cobol'") == true)
    }

    @Test func directoryWithoutARecipeIsRefused() throws {
        let error = #expect(throws: ImageError.self) { try ImageRecipe(at: "/nonexistent/toolchain") }
        #expect(error?.subject.contains("/nonexistent/toolchain") == true)
        #expect(error?.mend.contains("--recipe") == true)
    }
}
