/// Expanded text before it is finished: English may still be changed, code may not.
struct GrammarText {
    private var runs: [GrammarRun]

    /// A text of these runs.
    init(runs: [GrammarRun]) {
        self.runs = runs
    }

    /// Puts one slip of the finger into the literal English: two letters changed over, one doubled or one left out.
    ///
    /// Only words of five or more plain lower-case letters outside backticks are touched, and never their first letter.
    mutating func misspell(using generator: inout SeededGenerator) {
        var candidates: [(run: Int, word: Range<String.Index>)] = []
        var isCode = false
        for (index, run) in runs.enumerated() {
            guard case .prose(let text) = run else { continue }
            var position = text.startIndex
            while position < text.endIndex {
                let start = position
                while position < text.endIndex, !text[position].isWhitespace { position = text.index(after: position) }
                let word = text[start..<position]
                let touchesNeighbour = (start == text.startIndex && index > 0) || (position == text.endIndex && index < runs.count - 1)
                if !isCode, !touchesNeighbour, word.utf8.count >= 5, word.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) {
                    candidates.append((index, start..<position))
                }
                if word.count(where: { $0 == "`" }) % 2 == 1 { isCode.toggle() }
                if position < text.endIndex { position = text.index(after: position) }
            }
        }
        guard let (index, range) = generator.pick(candidates), case .prose(var text) = runs[index] else { return }
        var letters = Array(text[range])
        let place = 1 + generator.below(letters.count - 2)
        switch generator.below(3) {
        case 0: letters.swapAt(place, place + 1)
        case 1: letters.insert(letters[place], at: place)
        default: letters.remove(at: place)
        }
        text.replaceSubrange(range, with: String(letters))
        runs[index] = .prose(text)
    }

    /// The text with single spaces between words, at most one empty line, nothing at the ends of lines, no space before punctuation, and
    /// sentences that start as they should. Indentation that the grammar writes after a line break stays.
    func finished(style: GrammarProduction.Style) -> String {
        var output = ""
        var gap = Gap()
        var raisesNext = false
        var isCode = false
        func fill(before character: Character?) {
            if !output.isEmpty { output += gap.text(before: character) }
            gap = Gap()
        }
        for run in runs {
            switch run {
            case .capital:
                raisesNext = style == .plain
            case .code(let text):
                fill(before: nil)
                output += text
                raisesNext = false
            case .words(let text):
                fill(before: nil)
                output += raisesNext ? Self.raised(text) : text
                raisesNext = false
            case .prose(let text):
                gap.endIndentation()
                for character in text {
                    if character.isWhitespace {
                        gap.add(character)
                        continue
                    }
                    fill(before: character)
                    if character == "`" { isCode.toggle() }
                    if style == .lowercase, !isCode {
                        output += character.lowercased()
                    } else {
                        output += raisesNext ? character.uppercased() : String(character)
                    }
                    raisesNext = false
                }
            }
        }
        return output
    }

    /// The words with their first letter raised, unless they start with something other than an English word.
    private static func raised(_ words: String) -> String {
        let first = words.prefix { !$0.isWhitespace }
        guard first.allSatisfy({ $0.isLetter || $0 == "'" }) else { return words }
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// White space that is written once something follows it.
    private struct Gap {
        private var lineBreaks = 0
        private var isOpen = false
        private var indentation = ""
        private var isIndenting = false

        mutating func add(_ character: Character) {
            if character == "\n" {
                lineBreaks += 1
                indentation = ""
                isIndenting = true
            } else if isIndenting {
                indentation.append(character)
            } else {
                isOpen = true
            }
        }

        /// Spaces of the next run are those between clauses, not indentation.
        mutating func endIndentation() {
            isIndenting = false
        }

        func text(before character: Character?) -> String {
            if lineBreaks > 0 { return String(repeating: "\n", count: min(lineBreaks, 2)) + indentation }
            let isPunctuation = character.map(",.;:!?".contains) ?? false
            return isOpen && !isPunctuation ? " " : ""
        }
    }
}
