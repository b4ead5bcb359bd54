import Archive
import Basics
import Crypto
import SystemPackage

/// `sha256:` and 64 lower-case hexadecimal digits.
struct SHA256Digest: Hashable, CustomStringConvertible {
    let hex: String

    /// - Throws: ``ImageError`` of stage `digest` when the text is no such digest.
    init(_ text: String) throws {
        let hex = text.hasPrefix("sha256:") ? text.dropFirst(7) : ""
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
            throw ImageError(stage: "digest", subject: text, cause: "not a SHA-256 digest", mend: "only images with SHA-256 digests can be imported")
        }
        self.hex = String(hex)
    }

    /// The digest of what `feed` gives.
    init(feed: ((UnsafeRawBufferPointer) -> Void) throws -> Void) rethrows {
        var hash = SHA256()
        try feed { hash.update(bufferPointer: $0) }
        hex = hash.finalize().hexadecimal
    }

    var description: String { "sha256:\(hex)" }

    /// - Throws: ``ImageError`` of stage `digest` unless `found` is this digest.
    func require(_ found: SHA256Digest, of subject: String) throws {
        guard found == self else {
            throw ImageError(stage: "digest", subject: subject, cause: "its content does not have the digest \(self)", mend: "fetch the image again")
        }
    }
}
