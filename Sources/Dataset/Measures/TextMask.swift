/// Hides the words of a text that are values rather than language.
struct TextMask {
    private static let slot = NormalizedText.hash("slot".utf8)
    private static let number = NormalizedText.hash("number".utf8)
    /// Axes whose values name ways of asking; their words are language.
    private static let languageAxes: Set<String> = ["task", "questionFrame", "answerFrame"]

    private let hidden: Set<UInt64>

    /// A mask for the axis values of one row.
    init(hiding metadata: [String: AxisValues]) {
        hidden = Set(
            metadata.lazy.filter { !Self.languageAxes.contains($0.key) }
                .flatMap(\.value.values)
                .flatMap { NormalizedText($0).words() }
        )
    }

    /// A hash of the text's shape: words of the axis values and numbers hidden, runs of hidden words as one, so that lists of any length are one shape.
    func skeleton(of text: NormalizedText) -> UInt64 {
        var shape: UInt64 = 0
        var last: UInt64 = 0
        for word in text.words(replacing: Self.volatile) {
            let visible = hidden.contains(word) || word == Self.number ? Self.slot : word
            if visible == Self.slot, last == Self.slot { continue }
            shape = NormalizedText.mix(shape &+ visible)
            last = visible
        }
        return shape
    }

    /// A stand-in for words with a digit in them, digests and keys among them; `nil` for others.
    static func volatile(_ word: ArraySlice<UInt8>) -> UInt64? {
        word.contains { 0x30...0x39 ~= $0 } ? number : nil
    }
}
