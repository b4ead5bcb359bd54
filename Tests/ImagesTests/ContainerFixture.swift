import Archive
import Foundation
import SystemPackage
import TestSupport

@testable import Images

/// Container images made of layers given as tar archives.
struct ContainerFixture {
    var layers: [[UInt8]]
    var environment = ["PATH=/bin", "FROM=container"]
    /// Indexes between `index.json` and the manifest.
    var indexes = 0
    /// Called with the name of each file of the archive, to spoil its content on the way.
    var spoil: (String, [UInt8]) -> [UInt8]? = { $1 }

    /// An archive as `docker save` makes it.
    func docker() -> [UInt8] {
        let names = layers.indices.map { "\(Self.directory(ofLayer: $0))/layer.tar" }
        let configuration = json(["config": ["Env": environment], "rootfs": ["type": "layers", "diff_ids": layers.map(digest)]])
        let id = String(digest(configuration).dropFirst(7))
        var files = Array(zip(names, layers))
        files.append(("\(id).json", configuration))
        files.append(("manifest.json", json([["Config": "\(id).json", "RepoTags": [], "Layers": names]])))
        return archive(files)
    }

    /// Where `docker save` puts a layer.
    static func directory(ofLayer index: Int) -> String { String(repeating: "0", count: 63) + "\(index)" }

    /// An OCI image layout in a tar.
    func oci(platform: [String: String]? = nil) -> [UInt8] {
        let configuration = json(["config": ["Env": environment], "rootfs": ["type": "layers", "diff_ids": []]])
        let manifest = json([
            "schemaVersion": 2, "config": ["digest": digest(configuration)],
            "layers": layers.map { ["mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": digest($0)] },
        ])
        var descriptor: [String: Any] = ["mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest(manifest)]
        descriptor["platform"] = platform
        var stacked: [[UInt8]] = []
        for _ in 0..<indexes {
            stacked.append(json(["manifests": [descriptor]]))
            descriptor = ["mediaType": "application/vnd.oci.image.index.v1+json", "digest": digest(stacked.last ?? [])]
        }
        let blobs = (layers + [configuration, manifest] + stacked).map { ("blobs/sha256/\(digest($0).dropFirst(7))", $0) }
        return archive([("oci-layout", json(["imageLayoutVersion": "1.0.0"])), ("index.json", json(["manifests": [descriptor]]))] + blobs)
    }

    private func archive(_ files: [(String, [UInt8])]) -> [UInt8] {
        TarBytes.archive { tar in
            for (name, content) in files {
                guard let content = spoil(name, content) else { continue }
                if name.utf8.count > 100 { tar.gnuLong("L", Array(name.utf8)) }
                tar.entry(Array(name.utf8), type: "0", data: content)
            }
        }
    }

    private func digest(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { buffer in SHA256Digest { $0(buffer) } }.description
    }

    private func json(_ value: Any) -> [UInt8] {
        [UInt8]((try? JSONSerialization.data(withJSONObject: value, options: .sortedKeys)) ?? Data())
    }
}

/// `bytes` of a tar archive compressed by writing its entries anew.
func compressed(_ filter: ArchiveFilter, in directory: TemporaryDirectory, _ files: [(String, String)]) throws -> [UInt8] {
    let path = directory.path.appending("compressed")
    let writer = try ArchiveWriter(path: path, filter: filter)
    for (name, content) in files { try writer.addFile(name, Array(content.utf8)) }
    try writer.finish()
    return [UInt8](try Data(contentsOf: URL(filePath: path.string)))
}
