/// Reads the notation that `GrammarNode` describes.
struct GrammarParser {
    private let characters: [Character]
    private let file: String
    private var line: Int
    private var index = 0

    private init(text: String, position: GrammarError.Position) {
        characters = Array(text)
        file = position.file
        line = position.line
    }

    /// Parses one production: its conditions, then its text.
    /// - Parameter position: where the text's first line stands.
    /// - Throws: `GrammarError` with code `notation`.
    static func parse(_ text: String, at position: GrammarError.Position) throws(GrammarError) -> (GrammarCondition, GrammarNode) {
        var parser = GrammarParser(text: text, position: position)
        var condition = GrammarCondition()
        while let flag = try parser.guardFlag() {
            condition.required.formUnion(flag.required)
            condition.excluded.formUnion(flag.excluded)
            while parser.index < parser.characters.count, parser.characters[parser.index] == " " { parser.advance() }
        }
        let node = try parser.sequence(until: [])
        guard parser.index == parser.characters.count else {
            throw parser.error("'\(parser.characters[parser.index])' closes nothing", "the opening bracket before it, or '\\' to mean the character")
        }
        return (condition, node)
    }

    private mutating func sequence(until ends: Set<Character>) throws(GrammarError) -> GrammarNode {
        var nodes: [GrammarNode] = []
        var prose = ""
        func flush() {
            if !prose.isEmpty { nodes.append(.prose(prose)) }
            prose = ""
        }
        scan: while index < characters.count {
            let character = characters[index]
            if ends.contains(character) { break }
            switch character {
            case "\\":
                index += 1
                guard index < characters.count else { throw error("the text ends in '\\'", "a character after it") }
                prose.append(characters[index])
                advance()
            case "{":
                flush()
                nodes.append(.reference(try reference()))
            case "(":
                flush()
                nodes.append(try group())
            case "[":
                flush()
                nodes.append(try optional())
            case ")", "]", "}":
                break scan
            default:
                prose.append(character)
                advance()
            }
        }
        flush()
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func reference() throws(GrammarError) -> GrammarReference {
        let start = line
        index += 1
        let isCapitalised = index < characters.count && characters[index] == "^"
        if isCapitalised { index += 1 }
        var parts = [""]
        while index < characters.count, characters[index] != "}" {
            let character = characters[index]
            if character == ":" {
                parts.append("")
            } else if character.isLetter || character.isNumber || character == "-" || character == "." {
                parts[parts.count - 1].append(character)
            } else {
                throw error("'\(character)' inside braces", "a name of letters, digits, '-' and '.', then '}'")
            }
            advance()
        }
        guard index < characters.count else { throw error("'{' is never closed", "'}'") }
        index += 1
        guard parts.count <= 2, !parts[0].isEmpty else { throw error("'{\(parts.joined(separator: ":"))}'", "{name} or {list:joiner}") }
        var joiner: GrammarReference.Joiner?
        if parts.count == 2 {
            joiner = GrammarReference.Joiner(rawValue: parts[1])
            guard joiner != nil else {
                throw error("unknown joiner '\(parts[1])'", GrammarReference.Joiner.allCases.map(\.rawValue).joined(separator: ", "))
            }
        }
        return GrammarReference(
            name: parts[0], joiner: joiner, isCapitalised: isCapitalised, position: GrammarError.Position(file: file, line: start))
    }

    private mutating func group() throws(GrammarError) -> GrammarNode {
        index += 1
        let (node, count) = try items(closing: ")")
        guard count > 1 else { throw error("a group with one item", "(a|b), (a & b), or '\\(' to mean the character") }
        return node
    }

    private mutating func optional() throws(GrammarError) -> GrammarNode {
        index += 1
        let condition = try guardFlag()
        return .optional(try items(closing: "]").node, condition: condition)
    }

    /// What stands in a bracket, and of how many items it is made.
    private mutating func items(closing: Character) throws(GrammarError) -> (node: GrammarNode, count: Int) {
        let opening = line
        var items: [GrammarNode] = []
        var dividers: Set<Character> = []
        var isMultiline = false
        while true {
            let firstLine = line
            items.append(try sequence(until: ["|", "&"]))
            isMultiline = isMultiline || line > firstLine
            guard index < characters.count, ["|", "&", closing].contains(characters[index]) else {
                line = opening
                throw error("a bracket is never closed", "'\(closing)'")
            }
            let end = characters[index]
            index += 1
            if end == closing { break }
            dividers.insert(end)
        }
        switch dividers {
        case []: return (items[0], 1)
        case ["|"]: return (.choice(items), items.count)
        case ["&"]: return (.permutation(items.map(\.trimmed), separator: isMultiline ? "\n" : " "), items.count)
        default: throw error("a group with both '|' and '&'", "one of them, with an inner group for the other")
        }
    }

    private mutating func guardFlag() throws(GrammarError) -> GrammarCondition? {
        var end = index
        let isNegative = end < characters.count && characters[end] == "!"
        if isNegative { end += 1 }
        let start = end
        while end < characters.count, characters[end].isLetter { end += 1 }
        guard end > start, end < characters.count, characters[end] == "?" else { return nil }
        let flag = String(characters[start..<end])
        guard GrammarVocabulary.flags.contains(flag) else {
            throw error(
                "unknown flag '\(flag)'\(NearName.hint(for: flag, among: GrammarVocabulary.flags))",
                "a flag that exists, or '\\?' to mean the character")
        }
        index = end + 1
        return isNegative ? GrammarCondition(excluded: [flag]) : GrammarCondition(required: [flag])
    }

    private mutating func advance() {
        if characters[index].isNewline { line += 1 }
        index += 1
    }

    private func error(_ cause: String, _ mend: String) -> GrammarError {
        GrammarError(code: "notation", position: GrammarError.Position(file: file, line: line), cause: cause, mend: mend)
    }
}
