import Archive
import CTestSupport
import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite struct HostileArchiveTests {
    /// Small enough that no test writes much, large enough for every good entry.
    private let limits = ExtractionLimits(entries: 100, bytes: 4 << 20, ratio: 100, ratioFloorBytes: 1 << 20)

    @Test(arguments: HostileArchive.all) func isRefusedOrHarmless(hostile: HostileArchive) throws {
        let box = try Box()
        do {
            try box.unpack(hostile.bytes, limits: limits)
            #expect(hostile.stage == nil, "it was unpacked: \(box.names)")
        } catch let error as ArchiveError {
            #expect(error.stage == hostile.stage, "\(error)")
            #expect(!error.isHostFailure)
            #expect(!error.description.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
        #expect(try box.directory.text("outside") == "keep me\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: box.directory.path.string).sorted() == ["archive", "outside", "root"])
        #expect(!FileManager.default.fileExists(atPath: "/tmp/witnessbox-hostile"))
        try expectTame(box)
    }

    @Test func thereAreManyAndEachHasAName() {
        #expect(HostileArchive.all.count >= 100)
        #expect(Set(HostileArchive.all.map(\.name)).count == HostileArchive.all.count)
    }

    @Test func aRewrittenSecondNameLeavesTheFirst() throws {
        let box = try Box()
        try box.unpack {
            $0.file("f", "first")
            $0.hardLink("g", to: "f")
            $0.file("g", "second")
        }
        #expect(try box.text("f") == "first")
        #expect(try box.text("g") == "second")
    }

    @Test func theLastOfTwoEntriesOfOneNameCounts() throws {
        let box = try Box()
        try box.unpack {
            $0.file("f", "first", mode: 0o755)
            $0.file("./f", "second", mode: 0o600)
        }
        #expect(try box.text("f") == "second")
        #expect(try box.tree.node(at: EntryPath(entryName: "f".utf8))?.permissions == 0o600)
    }

    /// What is skipped must be decompressed too: neither a reader that wants no data nor one that wants some may be kept busy by a few bytes.
    @Test(arguments: [false, true]) func aReaderStopsAtABomb(wantsData: Bool) throws {
        let directory = try TemporaryDirectory()
        var tar = TarBytes()
        tar.entry(Array("z".utf8), type: "0", size: TarBytes.octal(8 << 30 - 1, digits: 11))
        let path = try directory.write(ZstandardBytes.frame(tar.bytes, zeros: 64 << 20), to: "bomb")
        let error = #expect(throws: ArchiveError.self) {
            let reader = try ArchiveReader(path: path, limits: limits)
            while try reader.next() != nil { if wantsData { try reader.readData { _, _ in } } }
        }
        #expect(error?.stage == "limit")
        #expect(error?.entry == "z")
    }

    @Test func aReaderStopsAtTooManyEntries() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(TarBytes.archive { tar in for number in 0...100 { tar.file("f\(number)", "") } }, to: "many")
        let reader = try ArchiveReader(path: path, limits: limits)
        let error = #expect(throws: ArchiveError.self) { while try reader.next() != nil {} }
        #expect(error?.stage == "limit")
        #expect(error?.entry == "f100")
    }

    @Test(arguments: [ArchiveFilter.gzip, .xz, .zstd]) func refusesABomb(filter: ArchiveFilter) throws {
        let box = try Box()
        let bomb = box.directory.path.appending("bomb")
        let writer = try ArchiveWriter(path: bomb, filter: filter)
        try writer.addFile("zeros", [UInt8](repeating: 0, count: 4 << 20))
        try writer.finish()
        let extractor = TreeExtractor(into: box.tree, limits: limits)
        let error = #expect(throws: ArchiveError.self) { try extractor.extract(ArchiveReader(path: bomb)) }
        #expect(error?.stage == "limit")
    }

    @Test func refusesTooManyEntries() throws {
        let box = try Box()
        let archive = TarBytes.archive { tar in for number in 0...100 { tar.file("f\(number)", "") } }
        let error = #expect(throws: ArchiveError.self) { try box.unpack(archive, limits: limits) }
        #expect(error?.stage == "limit")
    }

    /// Every prefix of an archive must end in an error or, where only zeros are missing, in the whole tree.
    @Test func noPrefixPassesForTheWhole() throws {
        let whole = TarBytes.archive {
            $0.file("a", String(repeating: "a", count: 700))
            $0.file("b", String(repeating: "b", count: 10))
        }
        for length in stride(from: 0, to: whole.count - 512, by: 64) {
            let box = try Box()
            #expect(throws: ArchiveError.self, "\(length) bytes") { try box.unpack(Array(whole.prefix(length)), limits: limits) }
        }
    }

    @Test(arguments: [ArchiveFilter.gzip, .xz, .zstd]) func noPrefixOfACompressedArchivePasses(filter: ArchiveFilter) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path.appending("whole")
        let writer = try ArchiveWriter(path: path, filter: filter)
        try writer.addFile("a", (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 / 7) })
        try writer.finish()
        let whole = [UInt8](try Data(contentsOf: URL(filePath: path.string)))
        for length in stride(from: 0, to: whole.count - 40, by: 37) {
            let box = try Box()
            #expect(throws: ArchiveError.self, "\(length) bytes") { try box.unpack(Array(whole.prefix(length)), limits: limits) }
        }
    }

    /// Flips bits all over a good archive: whatever comes of it, nothing traps and nothing leaves the tree.
    @Test func survivesFlippedBits() throws {
        let good = TarBytes.archive {
            $0.extended([("path", Array("long/ő".utf8)), ("mtime", Array("1.5".utf8))])
            $0.file("f")
            $0.gnuLong("L", [UInt8](repeating: 98, count: 120))
            $0.file("g")
            $0.symbolicLink("s", to: "../outside")
            $0.hardLink("h", to: "f")
        }
        var random = SeededGenerator(seed: 7)
        for _ in 0..<400 {
            var bytes = good
            for _ in 0..<4 { bytes[Int(random.next() % UInt64(bytes.count))] ^= 1 << UInt8(random.next() % 8) }
            let box = try Box()
            do {
                try box.unpack(bytes, limits: limits)
            } catch is ArchiveError {}
            #expect(try box.directory.text("outside") == "keep me\n")
        }
    }

    private func expectTame(_ box: Box) throws {
        let tree = box.tree
        try tree.walk { node in
            let path = Array(box.directory.path.appending("root").string.utf8) + [UInt8(ascii: "/")] + node.path.bytes + [0]
            #expect(test_extended_attributes(path.map { CChar(bitPattern: $0) }) <= 0, "\(node.path)")
            #expect(node.kind != .special, "\(node.path)")
            guard node.kind != .symbolicLink else { return }
            #expect(node.permissions & 0o7000 == 0, "\(node.path)")
            #expect(node.permissions & (node.kind == .directory ? 0o700 : 0o400) == (node.kind == .directory ? 0o700 : 0o400), "\(node.path)")
        }
        try tree.remove(EntryPath(entryName: "d".utf8))
    }
}

/// A small generator whose numbers depend on the seed alone.
struct SeededGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
