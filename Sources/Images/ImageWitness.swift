import Archive
import Basics
import Crypto
import Foundation
import SystemPackage

/// What an image says of the witness at its `/usr/bin/witness`, in its `/etc/image-witness.json`.
///
/// The recipe writes it from a check that runs the very binary: its `github` attestor against a mock of GitHub, with a signed token.
public struct ImageWitness: Codable, Sendable, Hashable {
    /// Where a binary came from.
    public enum Origin: String, Codable, Sendable {
        /// Debian's package.
        case debian
        /// Compiled from Debian's source packages when the image was built, since the check failed with Debian's binary.
        case built
        /// The user's, by `image build --witness`.
        case given
    }

    /// Debian's binary, when the check failed with it and one was compiled instead.
    public struct PassedOver: Codable, Sendable, Hashable {
        /// Version of Debian's package.
        public var version: String
        /// Version of the go-witness package in it.
        public var goWitness: String
        /// `sha256:` and 64 hexadecimal digits of the binary.
        public var digest: String
        /// The last line that the binary printed in the check.
        public var refusal: String

        /// A binary with every part given.
        public init(version: String, goWitness: String, digest: String, refusal: String) {
            self.version = version
            self.goWitness = goWitness
            self.digest = digest
            self.refusal = refusal
        }
    }

    /// Where the binary came from.
    public var origin: Origin
    /// `sha256:` and 64 hexadecimal digits of the binary.
    public var digest: String
    /// Version of the Debian package that it is or was compiled from; `nil` for a given one.
    public var version: String?
    /// Version of the go-witness package in it; `nil` when that is not known.
    public var goWitness: String?
    /// Digest of names and versions of all packages that it was compiled from; `nil` when it was not compiled.
    public var inputs: String?
    /// Whether it verified a token in the check, so that `github`, and `gitlab` and `gcp-iit` with a token, can attest.
    public var canVerifyTokens: Bool
    /// Why it cannot: the last line that it printed in the check; `nil` when it can.
    public var refusal: String?
    /// Debian's binary, when this one was compiled in its place.
    public var passedOver: PassedOver?

    /// A witness with every part given.
    public init(
        origin: Origin,
        digest: String,
        version: String? = nil,
        goWitness: String? = nil,
        inputs: String? = nil,
        canVerifyTokens: Bool,
        refusal: String? = nil,
        passedOver: PassedOver? = nil
    ) {
        self.origin = origin
        self.digest = digest
        self.version = version
        self.goWitness = goWitness
        self.inputs = inputs
        self.canVerifyTokens = canVerifyTokens
        self.refusal = refusal
        self.passedOver = passedOver
    }

    /// One line: where it came from, its versions, and whether it verifies tokens.
    public var summary: String {
        let source =
            switch origin {
            case .debian: "Debian's"
            case .built: "compiled from Debian's sources"
            case .given: "given"
            }
        let versions = [version, goWitness.map { "go-witness \($0)" }].compactMap { $0 }.joined(separator: ", ")
        let verdict = canVerifyTokens ? "verifies tokens" : "cannot verify tokens: \(refusal ?? "the check failed")"
        return "\(source)\(versions.isEmpty ? "" : " (\(versions))"), \(verdict)"
    }

    private static let statement = "etc/image-witness.json"
    private static let binary = "usr/bin/witness"

    /// What an unpacked tree says, or `nil` when it says nothing.
    /// - Throws: ``ImageError`` of stage `content` when the statement cannot be read as one.
    static func read(from tree: RootedTree) throws -> ImageWitness? {
        guard let content = try tree.content(of: EntryPath(entryName: statement.utf8), maximumBytes: 1 << 20) else { return nil }
        do {
            return try JSONDecoder().decode(ImageWitness.self, from: Data(content))
        } catch is DecodingError {
            throw ImageError(
                stage: "content", subject: "/\(statement)", cause: "not a statement about a witness in JSON", mend: "mend the image's recipe")
        }
    }

    /// Whether the tree's binary is the one that the statement is about: an image made from another keeps the statement but may have another binary.
    func isAbout(_ tree: RootedTree) throws -> Bool {
        let path = try EntryPath(entryName: Self.binary.utf8)
        guard try tree.node(at: path)?.kind == .file else { return false }
        let descriptor = try tree.openFile(path)
        return try descriptor.closeAfter {
            var hash = SHA256()
            try descriptor.forEachPiece { hash.update(bufferPointer: $0) }
            return digest == "sha256:\(hash.finalize().hexadecimal)"
        }
    }
}
