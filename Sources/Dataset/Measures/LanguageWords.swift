/// The words of a text that are language. Whatever is code (between fences or backticks, or with anything but letters inside) counts as one word a run, the same for all
/// code: so a phrase repeats itself whatever paths and commands stand in it, and what tools said is no phrase of its author's.
enum LanguageWords {
    private static let code = NormalizedText.hash("code".utf8)

    /// The hashes of the words, in order.
    static func words(of text: String) -> [UInt64] {
        var words: [UInt64] = []
        var isFenced = false
        for line in text.split(separator: "\n") {
            let isFence = line.hasPrefix("```")
            if isFence { isFenced.toggle() }
            if isFence || isFenced { append(code, to: &words) } else { append(line, to: &words) }
        }
        return words
    }

    private static func append(_ line: Substring, to words: inout [UInt64]) {
        var isQuoted = false
        for word in line.split(whereSeparator: \.isWhitespace) {
            let ticks = word.utf8.count { $0 == UInt8(ascii: "`") }
            let core = trimmed(word.utf8)
            if isQuoted || ticks > 0 || !isLanguage(core) {
                append(code, to: &words)
            } else {
                for part in core.split(separator: UInt8(ascii: "-")) { words.append(NormalizedText.hash(part.map(lowered))) }
            }
            if !ticks.isMultiple(of: 2) { isQuoted.toggle() }
        }
    }

    private static func append(_ code: UInt64, to words: inout [UInt64]) {
        if words.last != code { words.append(code) }
    }

    private static func trimmed(_ word: Substring.UTF8View) -> Substring.UTF8View {
        func isMark(_ byte: UInt8) -> Bool { ".,;:!?()\"'*".utf8.contains(byte) }
        guard let last = word.lastIndex(where: { !isMark($0) }) else { return word.prefix(0) }
        return word[...last].drop(while: isMark)
    }

    /// Letters, with apostrophes and hyphens between them; also nothing at all, as where a dash stands alone.
    private static func isLanguage(_ word: Substring.UTF8View) -> Bool {
        word.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "'") } && (word.first.map(isLetter) ?? true)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || byte >= 0x80 }

    private static func lowered(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }
}
