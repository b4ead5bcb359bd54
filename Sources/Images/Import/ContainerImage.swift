import Archive

/// A container image as its archive describes it: what to stack, and which variables it asks for.
struct ContainerImage {
    /// One layer, in a file of the unpacked archive.
    struct Layer: Hashable {
        var file: EntryPath
        /// What the digest of the file's bytes or of the decompressed layer must be.
        var digest: LayerDigest
    }

    /// What a layer's expected digest is taken over.
    enum LayerDigest: Hashable {
        /// The bytes of the file.
        case ofFile(SHA256Digest)
        /// The layer's tar stream, decompressed.
        case ofContent(SHA256Digest)
    }

    /// Real images have at most 127, which is what overlay drivers can mount.
    static let maximumLayers = 512

    var source: ImageRecord.Source
    var environment: [String: String]
    /// From the lowest to the topmost.
    var layers: [Layer]

    init(source: ImageRecord.Source, configuration: ContainerConfiguration, layers: [Layer]) throws {
        guard !layers.isEmpty, layers.count <= Self.maximumLayers else {
            throw ImageError(stage: "content", subject: "layers", cause: "\(layers.count) layers; an image has 1 to \(Self.maximumLayers)")
        }
        self.source = source
        self.layers = layers
        environment = [:]
        for text in configuration.config?.Env ?? [] {
            guard let (name, value) = ImageEnvironment.variable(text.utf8) else {
                throw ImageError(stage: "content", subject: "Env", cause: "'\(text)' is not NAME=value", mend: "mend the image")
            }
            environment[name] = value
        }
    }
}
