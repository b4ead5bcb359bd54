import Archive
import SystemPackage
import TestSupport
import Testing

@Suite struct TreeExtractorTests {
    @Test func unpacksFilesDirectoriesAndLinks() throws {
        let box = try Box()
        try box.unpack { tar in
            tar.directory("./")
            tar.directory("./usr")
            tar.file("./usr/tool", "#!/bin/sh\n", mode: 0o755)
            tar.hardLink("./usr/other", to: "./usr/tool")
            tar.symbolicLink("./bin", to: "usr")
            tar.file("deep/down/file")
        }
        #expect(box.names == ["bin", "deep", "deep/down", "deep/down/file", "usr", "usr/other", "usr/tool"])
        #expect(try box.text("usr/other") == "#!/bin/sh\n")
        #expect(try box.tree.linkTarget(EntryPath(entryName: "bin".utf8)) == Array("usr".utf8))
        #expect(try box.tree.node(at: EntryPath(entryName: "usr/tool".utf8))?.permissions == 0o755)
    }

    /// The time and permissions of a parent that the archive does not name must not be this host's.
    @Test func parentsTheArchiveNeverNamedAreTheSameEverywhere() throws {
        let box = try Box()
        try box.unpack { tar in
            tar.file("a/b/c/one")
            tar.file("a/b/d/two")
            tar.file("a/three")
        }
        #expect(box.names == ["a", "a/b", "a/b/c", "a/b/c/one", "a/b/d", "a/b/d/two", "a/three"])
        for name in ["a", "a/b", "a/b/c", "a/b/d"] {
            let node = try #require(try box.tree.node(at: EntryPath(entryName: name.utf8)))
            #expect(node.modificationTime == 0)
            #expect(node.permissions == 0o755)
        }
        #expect(try box.tree.node(at: EntryPath(entryName: "a/three".utf8))?.modificationTime == 1_700_000_000)
    }
}

/// A directory to unpack into, inside a directory whose rest must stay as it is.
struct Box {
    let directory: TemporaryDirectory
    let tree: RootedTree

    init() throws {
        directory = try TemporaryDirectory()
        _ = try directory.write(Array("keep me\n".utf8), to: "outside")
        try directory.makeDirectory("root")
        tree = try RootedTree(at: directory.path.appending("root"))
    }

    func unpack(_ build: (inout TarBytes) -> Void) throws {
        try unpack(TarBytes.archive(build))
    }

    func unpack(_ archive: [UInt8], limits: ExtractionLimits = ExtractionLimits()) throws {
        let extractor = TreeExtractor(into: tree, limits: limits)
        try extractor.extract(ArchiveReader(path: directory.write(archive, to: "archive")))
        try extractor.finish()
    }

    var names: [String] { directory.contents(of: "root") }

    func text(_ name: String) throws -> String { try directory.text("root/\(name)") }
}
