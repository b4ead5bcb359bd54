import Archive
import Foundation
import FuzzSupport
import Glibc
import SystemPackage
import TestSupport

/// Unpacks what the fuzzer makes up, as a plain archive or as layers, and traps when anything is left outside, or inside but not tame.
@main enum ArchiveTarget {
    private static let limits = ExtractionLimits(entries: 64, bytes: 1 << 20, ratio: 100, ratioFloorBytes: 64 << 10)

    static func main() {
        let box = ThrowawayBox()
        Fuzzer.run(seeds: seeds) { input in
            var source = ByteSource(input)
            let mode = source.number(below: 4)
            let layers = mode < 2 ? structured(&source, box.base) : [mode == 2 ? mendedTar(source.remainder()) : source.remainder()]
            unpack(layers, layered: mode != 1, in: box)
        }
    }

    private static func unpack(_ layers: [[UInt8]], layered: Bool, in box: ThrowawayBox) {
        do {
            let tree = try RootedTree(at: box.root)
            do {
                let extractor = TreeExtractor(into: tree, limits: limits)
                for layer in layers { try extractor.extract(ArchiveReader(path: box.input(layer), limits: limits), layer: layered) }
                try extractor.finish()
            } catch let error as ArchiveError {
                precondition(!error.isHostFailure, "\(error)")
                precondition(!error.description.unicodeScalars.contains { $0.properties.generalCategory == .control }, "\(error)")
            }
            box.requireNothingOutside()
            box.requireTame(tree)
        } catch {
            fatalError("\(error)")
        }
        box.empty()
    }

    /// Archives of entries whose names, kinds and lies are drawn from short lists, so that they meet and clash.
    private static func structured(_ source: inout ByteSource, _ base: FilePath) -> [[UInt8]] {
        let parts: [[UInt8]] =
            [
                "a", "b", "c", "A", "..", ".", "", "dev", ".wh.a", ".wh.b", ".wh..wh..opq", ".wh...", ".wh.", "x\n\u{1B}[2J",
                String(repeating: "n", count: 250),
                base.string,
            ].map { Array($0.utf8) } + [[0xFF, 0xFE]]
        func name(_ source: inout ByteSource) -> [UInt8] {
            let count = source.number(below: 4) + 1
            return Array((0..<count).map { _ in source.pick(parts) }.joined(separator: [UInt8(ascii: "/")]))
        }
        var layers: [TarBytes] = [TarBytes()]
        while !source.isEmpty {
            let kind = source.pick(Array("0000551122134670xgS|"))
            let entryName = name(&source)
            func add(_ body: (inout TarBytes) -> Void) { body(&layers[layers.count - 1]) }
            switch kind {
            case "|": layers.append(TarBytes())
            case "x", "g":
                let key = source.pick([
                    "path", "linkpath", "size", "GNU.sparse.major", "GNU.sparse.minor", "GNU.sparse.map", "GNU.sparse.realsize", "GNU.sparse.name",
                    "SCHILY.xattr.trusted.overlay.opaque", "SCHILY.xattr.security.capability", "hdrcharset", "mtime", "SCHILY.realsize",
                ])
                let value = key.hasSuffix("path") ? entryName : source.bytes(source.number(below: 24))
                add { $0.extended([(key, value)], type: kind) }
            case "S":
                let target = name(&source)
                add { $0.gnuLong("K", target) }
            default:
                let link = name(&source)
                let data = source.bytes(source.number(below: 40))
                let size = source.pick([nil, nil, nil, nil, nil, nil, TarBytes.octal(1 << 19, digits: 11), [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]])
                let mode = source.pick([0o644, 0o755, 0, 0o7777])
                if entryName.count > 100 { add { $0.gnuLong("L", entryName) } }
                add { $0.entry(entryName, type: kind, data: data, link: link, mode: mode, size: size) }
            }
        }
        return layers.map { $0.bytes + [UInt8](repeating: 0, count: 1024) }
    }

    private static var seeds: [[UInt8]] {
        let tar = TarBytes.archive {
            $0.directory("d")
            $0.file("d/f")
            $0.symbolicLink("l", to: "../a")
            $0.hardLink("h", to: "d/f")
            $0.extended([("path", Array("long/ő".utf8)), ("mtime", Array("1.5".utf8))])
            $0.file("g")
            $0.gnuLong("L", [UInt8](repeating: 98, count: 120))
            $0.file("m")
            $0.extended([("GNU.sparse.major", Array("1".utf8)), ("GNU.sparse.minor", Array("0".utf8)), ("GNU.sparse.realsize", Array("9000".utf8))])
            $0.file("sparse", "1\n0\n512\n" + String(repeating: "\0", count: 504) + String(repeating: "x", count: 512))
        }
        let decisions = (0..<4).map { first in [first] + (0..<96).map { UInt8(truncatingIfNeeded: $0 &* 29 &+ Int(first)) } as [UInt8] }
        return decisions + [[2] + tar, [3] + tar, [3] + ZstandardBytes.frame(tar)]
    }
}
