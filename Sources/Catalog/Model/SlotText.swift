/// Text with `{{name}}` places to fill.
enum SlotText {
    /// A place that has no value.
    struct MissingValue: Error {
        let name: String
    }

    /// The names of the places, in order of appearance.
    static func names(in text: String) -> [String] {
        places(in: text).map { String($0.name) }
    }

    /// The text with every place filled.
    static func fill(_ text: String, with values: [String: String]) throws -> String {
        var filled = ""
        var end = text.startIndex
        for place in places(in: text) {
            guard let value = values[String(place.name)] else { throw MissingValue(name: String(place.name)) }
            filled += text[end..<place.range.lowerBound]
            filled += value
            end = place.range.upperBound
        }
        return filled + text[end...]
    }

    /// The places: two braces, a name of letters, digits and underscores that begins with a letter, and two braces.
    ///
    /// A catalog is read at the start of every command, and a regular expression takes ten times as long.
    private static func places(in text: String) -> [(range: Range<String.Index>, name: Substring)] {
        let bytes = text.utf8
        var places: [(range: Range<String.Index>, name: Substring)] = []
        var rest = bytes.startIndex
        while let brace = bytes[rest...].firstIndex(of: UInt8(ascii: "{")) {
            rest = bytes.index(after: brace)
            guard bytes[rest...].first == UInt8(ascii: "{") else { continue }
            let start = bytes.index(after: rest)
            let name = bytes[start...].prefix(while: isNamePart)
            guard let first = name.first, isLetter(first), bytes[name.endIndex...].starts(with: "}}".utf8) else { continue }
            rest = bytes.index(name.endIndex, offsetBy: 2)
            places.append((brace..<rest, text[start..<name.endIndex]))
        }
        return places
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }
}
