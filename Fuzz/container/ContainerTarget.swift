import Archive
import Crypto
import Foundation
import FuzzSupport
import SystemPackage
import TestSupport

@testable import Images

/// Imports a container archive whose documents the fuzzer writes, up to the unpacked root file system.
///
/// The input's sections are files; `@N` in one stands for the digest of the Nth after it, so that digests match where the fuzzer lets them.
@main enum ContainerTarget {
    private static let limits = ExtractionLimits(entries: 64, bytes: 1 << 20, ratio: 100, ratioFloorBytes: 64 << 10)

    static func main() {
        let box = ThrowawayBox()
        Fuzzer.run(seeds: seeds) { input in
            var source = ByteSource(input)
            let isOCI = source.byte() & 1 == 0
            let archive = box.root.appending("image.tar")
            do {
                try Data(tar(of: source.sections(), isOCI: isOCI)).write(to: URL(filePath: archive.string))
                try StoreFile.makeDirectory(box.root.appending("scratch"))
                try StoreFile.makeDirectory(box.root.appending("scratch/rootfs"))
                do {
                    let content = try ArchiveFile(archive).unpack(into: box.root.appending("scratch"), limits: limits) { _ in }
                    precondition(content.environment.keys.allSatisfy { !$0.isEmpty && !$0.contains("=") })
                    precondition(!FileManager.default.fileExists(atPath: box.root.appending("scratch/archive").string))
                    _ = try WarmPlan.read(from: RootedTree(at: box.root.appending("scratch/rootfs")))
                } catch let error as ArchiveError {
                    precondition(!error.isHostFailure, "\(error)")
                } catch let error as ImageError {
                    precondition(!error.isInfrastructure, "\(error)")
                }
            } catch {
                fatalError("\(error)")
            }
            box.requireNothingOutside()
            box.empty()
        }
    }

    private static func tar(of sections: [[UInt8]], isOCI: Bool) -> [UInt8] {
        var files = sections.prefix(8).map { String(decoding: $0, as: UTF8.self) }
        var names: [String] = Array(repeating: "", count: files.count)
        for index in files.indices.reversed() {
            for later in files.indices.dropFirst(index + 1) {
                files[index] = files[index].replacing("@\(later - index)", with: names[later])
            }
            let hex = SHA256.hash(data: Data(files[index].utf8)).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
            names[index] = index == 0 ? (isOCI ? "index.json" : "manifest.json") : hex
        }
        return TarBytes.archive { tar in
            for (name, content) in zip(names, files) {
                tar.entry(Array((name.hasSuffix(".json") || !isOCI ? name : "blobs/sha256/\(name)").utf8), type: "0", data: Array(content.utf8))
            }
        }
    }

    private static var seeds: [[UInt8]] {
        let layer = String(decoding: TarBytes.archive { $0.file("etc/image-env", "PATH=/bin\n") }, as: UTF8.self)
        let configuration = #"{"config":{"Env":["PATH=/bin"]},"rootfs":{"type":"layers","diff_ids":["sha256:@1"]}}"#
        let oci = [
            #"{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:@1","platform":{"os":"linux","architecture":"amd64"}}]}"#,
            #"{"schemaVersion":2,"config":{"digest":"sha256:@1"},"layers":[{"digest":"sha256:@2"}]}"#, configuration, layer,
        ]
        let nested = [#"{"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:@1"}]}"#] + oci
        let docker = [#"[{"Config":"@1","RepoTags":["a:b"],"Layers":["@2"]}]"#, configuration, layer]
        return [(0, oci), (0, nested), (1, docker)].map { [$0.0 as UInt8] + $0.1.map { Array($0.utf8) }.joined(separator: [0xFF]) }
    }
}
