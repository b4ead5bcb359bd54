import Basics
import Foundation
import Witness

/// What two runs of the same work have in common in a piece of evidence: its structure and its words, without keys, digests, identifiers and numbers.
///
/// Keys are made anew in every run, and with them come other key ids, signatures and digests of what was signed; tools write times and durations.
/// The order of lists and of lines counts nothing: witness writes several lists in the order of a hash map, and tools that work in parallel print as they go.
public struct EvidenceSkeleton: Sendable, Hashable {
    private let form: JSONValue

    /// The skeleton of a file: of the payload of a signed envelope, of a JSON document, of the label of a PEM block, of the lines of anything else.
    public init(_ content: [UInt8]) {
        let document = (try? DSSEEnvelope(json: content))?.payload ?? Data(content)
        let value = try? JSONDecoder().decode(JSONValue.self, from: document)
        form = Self.masked(value ?? .string(String(decoding: document, as: UTF8.self)))
    }

    private static func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool: value
        case .integer, .number: .string("N")
        case .string(let text): .array(lines(text).map { .string(masked($0)) }.sortedCanonically())
        case .array(let elements): .array(elements.map(masked).sortedCanonically())
        // Keys may be masked to the same text, so an object becomes a list of pairs.
        case .object(let members): .array(members.map { .array([.string(masked($0.key)), masked($0.value)]) }.sortedCanonically())
        }
    }

    /// The lines of a text, of a PEM block only the labels.
    private static func lines(_ text: String) -> [Substring] {
        let lines = text.split(separator: "\n")
        return lines.first?.hasPrefix("-----BEGIN ") == true ? lines.filter { $0.hasPrefix("-----") } : lines
    }

    private static func masked(_ text: some StringProtocol) -> String {
        String(decoding: VolatileText.masked(Array(text.utf8)), as: UTF8.self)
    }
}
