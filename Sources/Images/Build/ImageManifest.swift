/// What a build says of the image it made; kept as `NAME.manifest.json` beside `NAME.tar.zst`. Equal builds give equal manifests.
public struct ImageManifest: Codable, Sendable, Hashable {
    /// A file, by name, size and digest.
    public struct File: Codable, Sendable, Hashable {
        /// The file's name, without a directory.
        public var name: String
        /// `sha256:` and 64 hexadecimal digits.
        public var digest: String
        /// Size, in bytes.
        public var bytes: Int
    }

    /// The compressed archive; its digest names the image. It depends on the host's version of zstd besides the tarball.
    public var archive: File
    /// The tarball before compression: what equal builds have in common on every host.
    public var tarball: File
    /// The image's own bill of materials, SPDX in JSON.
    public var sbom: File
    /// The profile's name.
    public var profile: String
    /// The profile's parts, in order of installation.
    public var parts: [String]
    /// The Debian suite.
    public var suite: String
    /// The time that files have at most, in seconds since 1970.
    public var sourceDateEpoch: Int
    /// Digest of the recipe.
    public var recipe: String
    /// The image's witness, and whether it can verify tokens; `nil` for a profile without one.
    public var witness: ImageWitness?
    /// What each tool says of its own version, by the tool's name.
    public var tools: [String: String]
    /// Versions of the Debian packages, by name.
    public var packages: [String: String]
}
