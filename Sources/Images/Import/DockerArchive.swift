import Archive

/// An archive in the form of `docker save`: `manifest.json` names the configuration and the layers.
struct DockerArchive {
    let archive: ContainerArchive

    private struct Manifest: Decodable {
        var Config: String
        var Layers: [String]
    }

    func image() throws -> ContainerImage {
        let manifests = try archive.json([Manifest].self, at: ContainerArchive.path("manifest.json"))
        guard let manifest = manifests.first, manifests.count == 1 else {
            throw ImageError(
                stage: "content", subject: "manifest.json", cause: "the archive holds \(manifests.count) images", mend: "save one image to an archive"
            )
        }
        let configuration = try archive.json(ContainerConfiguration.self, at: archive.file(at: ContainerArchive.path(manifest.Config)))
        let digests = configuration.rootfs.diff_ids
        guard digests.count == manifest.Layers.count else {
            throw ImageError(
                stage: "digest", subject: manifest.Config, cause: "it gives \(digests.count) digests for \(manifest.Layers.count) layers",
                mend: "save the image again")
        }
        let layers = try zip(manifest.Layers, digests).map { name, digest in
            ContainerImage.Layer(file: try archive.file(at: ContainerArchive.path(name)), digest: .ofContent(try SHA256Digest(digest)))
        }
        return try ContainerImage(source: .dockerArchive, configuration: configuration, layers: layers)
    }
}
