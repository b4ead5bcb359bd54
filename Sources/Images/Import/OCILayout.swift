import Archive

/// An OCI image layout: `index.json` leads to a manifest, that to the configuration and the layers, each by its digest.
struct OCILayout {
    let archive: ContainerArchive

    private struct Descriptor: Decodable {
        struct Platform: Decodable {
            var os: String
            var architecture: String
        }

        var mediaType: String?
        var digest: String
        var platform: Platform?

        var isIndex: Bool { mediaType?.contains("index") == true || mediaType?.contains("manifest.list") == true }
    }

    private struct Index: Decodable {
        var manifests: [Descriptor]
    }

    private struct Manifest: Decodable {
        var config: Descriptor
        var layers: [Descriptor]
    }

    /// An index may lead to another one; more levels have no use.
    private static let maximumIndexDepth = 4

    func image() throws -> ContainerImage {
        var descriptor = try choose(from: archive.json(Index.self, at: ContainerArchive.path("index.json")))
        for _ in 0..<Self.maximumIndexDepth where descriptor.isIndex {
            descriptor = try choose(from: blob(Index.self, descriptor))
        }
        let manifest = try blob(Manifest.self, descriptor)
        let configuration = try blob(ContainerConfiguration.self, manifest.config)
        let layers = try manifest.layers.map { layer in
            let digest = try SHA256Digest(layer.digest)
            return ContainerImage.Layer(file: try archive.file(at: Self.path(of: digest)), digest: .ofFile(digest))
        }
        return try ContainerImage(source: .ociArchive, configuration: configuration, layers: layers)
    }

    /// The only image there is, or the only one for this machine.
    private func choose(from index: Index) throws -> Descriptor {
        let fitting = index.manifests.filter { $0.platform == nil || ($0.platform?.os == "linux" && $0.platform?.architecture == Self.architecture) }
        guard let only = fitting.first, fitting.count == 1 else {
            throw ImageError(
                stage: "content", subject: "index.json", cause: "it holds \(fitting.count) images for linux/\(Self.architecture)",
                mend: "save one image for this platform to an archive")
        }
        return only
    }

    private func blob<Value: Decodable>(_ type: Value.Type, _ descriptor: Descriptor) throws -> Value {
        let digest = try SHA256Digest(descriptor.digest)
        return try archive.json(type, at: Self.path(of: digest), digest: digest)
    }

    private static func path(of digest: SHA256Digest) throws -> EntryPath { try ContainerArchive.path("blobs/sha256/\(digest.hex)") }

    #if arch(arm64)
        private static let architecture = "arm64"
    #else
        private static let architecture = "amd64"
    #endif
}
