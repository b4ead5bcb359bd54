import Foundation
import Witness

/// What two runs of the same work have in common in a piece of evidence: its structure and its words, without keys, digests, identifiers and numbers.
///
/// Keys are made anew in every run, and with them come other key ids, signatures and digests of what was signed; tools write times and durations.
/// A list counts as a set, since witness writes several in the order of a hash map.
public struct EvidenceSkeleton: Sendable, Hashable {
    private let form: JSONValue

    /// The skeleton of a file: of the payload of a signed envelope, of a JSON document, of the lines of anything else.
    public init(_ content: [UInt8]) {
        let document = (try? DSSEEnvelope(json: content))?.payload ?? Data(content)
        let value = try? JSONDecoder().decode(JSONValue.self, from: document)
        form = Self.masked(value ?? .array(document.split(separator: UInt8(ascii: "\n")).map { .string(String(decoding: $0, as: UTF8.self)) }))
    }

    private static func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool: value
        case .integer, .number: .string("N")
        case .string(let text): .string(masked(text))
        case .array(let elements): .array(sorted(elements.map(masked)))
        // Keys may be masked to the same text, so an object becomes a list of pairs.
        case .object(let members): .array(sorted(members.map { .array([.string(masked($0.key)), masked($0.value)]) }))
        }
    }

    private static func sorted(_ elements: [JSONValue]) -> [JSONValue] {
        elements.map { (key: (try? $0.canonicalJSON()) ?? [], element: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.element)
    }

    /// In this order: a long run of base64 may hold hexadecimal digits, and these hold numbers.
    private static func masked(_ text: String) -> String {
        text.replacing(#/[A-Za-z0-9+\/]{40,}={0,2}/#, with: "KEY")
            .replacing(#/\b(?=[0-9a-f]*[0-9])[0-9a-f]{7,}\b/#, with: "HEX")
            .replacing(#/[0-9]+(?:\.[0-9]+)*/#, with: "N")
    }
}
