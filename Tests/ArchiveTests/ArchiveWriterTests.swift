import Archive
import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite struct ArchiveWriterTests {
    @Test(arguments: ArchiveFilter.allCases) func readsBackWhatItWrote(filter: ArchiveFilter) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path.appending("a.tar")
        try write(to: path, filter)
        let reader = try ArchiveReader(path: path)
        var found: [ArchiveEntry] = []
        var contents: [[UInt8]] = []
        while let entry = try reader.next() {
            found.append(entry)
            contents.append(try reader.data(maximumBytes: 1 << 20))
        }
        #expect(found.map(\.name) == entries.map(\.entry.name))
        #expect(found.map(\.kind) == entries.map(\.entry.kind))
        #expect(found.map(\.permissions) == entries.map(\.entry.permissions))
        #expect(contents == entries.map(\.content))
    }

    @Test(arguments: ArchiveFilter.allCases) func sameInputGivesSameBytes(filter: ArchiveFilter) throws {
        let directory = try TemporaryDirectory()
        try write(to: directory.path.appending("one"), filter)
        try write(to: directory.path.appending("two"), filter)
        let one = try Data(contentsOf: URL(filePath: directory.path.appending("one").string))
        #expect(try one == Data(contentsOf: URL(filePath: directory.path.appending("two").string)))
    }

    @Test func leavesNothingUnlessFinished() throws {
        let directory = try TemporaryDirectory()
        do {
            let writer = try ArchiveWriter(path: directory.path.appending("a.tar"))
            try writer.addFile("file", [1, 2, 3])
        }
        #expect(directory.contents(of: "").isEmpty)
    }

    @Test func namesAnUnwritablePlace() throws {
        let error = #expect(throws: ArchiveError.self) { try ArchiveWriter(path: "/proc/no/such/a.tar") }
        #expect(error?.stage == "write")
        #expect(error?.entry == "/proc/no/such/a.tar")
    }

    private let entries: [(entry: ArchiveEntry, content: [UInt8])] = [
        (ArchiveEntry(name: Array("d/".utf8), kind: .directory, permissions: 0o755, modificationTime: 5), []),
        (ArchiveEntry(name: Array("d/empty".utf8), kind: .file), []),
        (ArchiveEntry(name: Array("d/Főtanúsítvány".utf8), kind: .file, permissions: 0o600), Array("ő".utf8)),
        (ArchiveEntry(name: [0x64, 0x2F, 0xFF, 0xFE], kind: .file), [0]),
        (ArchiveEntry(name: Array(("long/" + String(repeating: "n", count: 240)).utf8), kind: .file), [UInt8](repeating: 7, count: 300_000)),
        (ArchiveEntry(name: Array("link".utf8), kind: .symbolicLink(target: Array("d/empty".utf8)), permissions: 0o777), []),
        (ArchiveEntry(name: Array("other".utf8), kind: .hardLink(target: Array("d/empty".utf8))), []),
    ]

    private func write(to path: FilePath, _ filter: ArchiveFilter) throws {
        let writer = try ArchiveWriter(path: path, filter: filter)
        for (entry, content) in entries { try writer.add(entry, content: content) }
        try writer.finish()
    }
}
