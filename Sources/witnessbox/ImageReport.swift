import Basics
import Foundation
import Images
import SystemPackage
import Witness

/// An image as the commands print it.
struct ImageReport: Encodable {
    let references: [String]
    let rootFileSystem: String
    let record: ImageRecord
    /// The builder's manifest, as it is; `null` when there was none.
    let manifest: JSONValue?

    init(_ image: Image, in store: ImageStore) throws {
        references = image.references
        rootFileSystem = image.rootFileSystem.string
        record = try store.record(of: image)
        // What lay beside an imported archive may be anything.
        manifest = try store.manifest(of: image).flatMap { try? JSONDecoder().decode(JSONValue.self, from: Data($0)) }
    }

    /// One line of the list: digest, size, what its witness can do, names.
    var line: String {
        let tokens = record.witness.map { $0.canVerifyTokens ? "tokens" : "no-tokens" } ?? "unchecked"
        let names = references.isEmpty ? "-" : references.joined(separator: " ")
        return "\(record.digest.dropFirst(7).prefix(12))  \(ByteCount.text(record.unpackedBytes))  \(tokens)  \(names)"
    }

    var text: String {
        get throws {
            var lines = [
                "digest       \(record.digest)",
                "names        \(references.isEmpty ? "-" : references.joined(separator: " "))",
                "source       \(record.source.rawValue), \(ByteCount.text(record.archiveBytes))",
                "unpacked     \(ByteCount.text(record.unpackedBytes)), \(record.nodes) nodes",
                "tree         \(record.treeDigest)",
                "directory    \(rootFileSystem)",
                "witness      \(record.witness?.summary ?? "nothing is known of it")",
                "environment",
            ]
            lines += record.environment.sorted { $0.key < $1.key }.map { "  \($0.key)=\($0.value)" }
            if let manifest { lines += ["manifest", try JSONText.document(manifest)] }
            return lines.joined(separator: "\n")
        }
    }
}
