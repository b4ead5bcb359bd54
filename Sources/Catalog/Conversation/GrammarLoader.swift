import Foundation
import SystemPackage
import Yams

/// Reads grammar files.
///
/// A file is a YAML mapping with any of
/// - `rules`: for each rule its productions, either a block of text with one on each line, or a list of texts and of mappings with
///   `text` and optionally `id`, `weight`, `when`, `unless`, `style` and `block`;
/// - `attestors`: for each attestor lists of `names`, `nouns`, `descriptions` and `notes`, which become the rules `git.names` and so on;
/// - `facts`: for each root rule the facts that it must state, each with `stated-by` and optionally `when` and `unless`.
///
/// A text may begin with conditions, as in `rego? !ci? the text`. A rule that several files define has the productions of all of them.
struct GrammarLoader {
    private var grammar = Grammar()
    /// Where the words of each attestor first stand.
    private var attestors: [String: GrammarError.Position] = [:]
    /// Number of the catalog that is read now.
    private var catalog = 0
    private let log: MistakeLog<GrammarError>

    private init(log: MistakeLog<GrammarError>) {
        self.log = log
    }

    /// Reads files in the order given, and checks the whole.
    /// - Parameters:
    ///   - catalogs: the files of each of the catalogs that add up.
    ///   - entryPoints: rules that Swift code asks for by name.
    ///   - frameRoots: rules that Swift code asks for by name, and that are the frames of a task.
    ///   - log: takes the mistakes; where there is any, the grammar is not to be used.
    static func load(
        catalogs: [[FilePath]], entryPoints: Set<String>, frameRoots: Set<String> = [], log: MistakeLog<GrammarError>
    ) -> Grammar {
        var loader = GrammarLoader(log: log)
        for (number, files) in catalogs.enumerated() {
            loader.catalog = number
            for file in files {
                let source = GrammarError.Position(file: file.string, line: 1)
                guard let data = FileManager.default.contents(atPath: file.string), let text = String(validating: data, as: UTF8.self) else {
                    log.note(GrammarError(code: "read", position: source, cause: "the file cannot be read", mend: "a readable file in UTF-8"))
                    continue
                }
                loader.noting { loader throws(GrammarError) in try loader.read(text, from: file.string) }
            }
        }
        let words = loader.attestorRules()
        var proof = GrammarProof(grammar: loader.grammar, entryPoints: entryPoints.union(words), frameRoots: frameRoots, log: log)
        proof.check()
        return loader.grammar
    }

    /// Does one thing, and notes the mistake that ends it.
    private mutating func noting(_ body: (inout GrammarLoader) throws(GrammarError) -> Void) {
        do throws(GrammarError) {
            try body(&self)
        } catch {
            log.note(error)
        }
    }

    /// Reads one file's text into the grammar, without the checks of the whole.
    private mutating func read(_ text: String, from file: String) throws(GrammarError) {
        guard let root = try compose(text, file: file) else { return }
        for (key, value) in try pairs(of: root, file: file, "a mapping with rules, attestors or facts") {
            noting { loader throws(GrammarError) in try loader.read(value, of: key, from: file) }
        }
    }

    private mutating func read(_ value: Node, of key: Text, from file: String) throws(GrammarError) {
        switch key.text {
        case "rules":
            for (name, node) in try pairs(of: value, file: file, "a mapping from rule to productions") {
                extend(rule: name.text, at: name.position, with: node, file: file)
            }
        case "attestors":
            for (attestor, lists) in try pairs(of: value, file: file, "a mapping from attestor to its words") {
                if attestors[attestor.text] == nil { attestors[attestor.text] = attestor.position }
                for (list, node) in try pairs(of: lists, file: file, "names, nouns, descriptions and notes") {
                    if let words = GrammarAttestorWords(rawValue: list.text) {
                        extend(rule: words.rule(for: attestor.text), at: list.position, with: node, file: file)
                    } else {
                        log.note(expected(GrammarAttestorWords.allCases.map(\.rawValue).joined(separator: ", "), not: list))
                    }
                }
            }
        case "facts":
            for (name, node) in try pairs(of: value, file: file, "a mapping from root rule to facts") {
                noting { loader throws(GrammarError) in loader.grammar.require(try loader.facts(of: node, file: file), of: name.text) }
            }
        default:
            throw expected("rules, attestors or facts", not: key)
        }
    }

    /// Adds the productions of a node to a rule; in those that can't be read, the names in braces still count as used.
    private mutating func extend(rule: String, at position: GrammarError.Position, with node: Node, file: String) {
        var productions: [GrammarProduction] = []
        noting { loader throws(GrammarError) in
            for (text, read) in try loader.readers(of: node, file: file) {
                do throws(GrammarError) {
                    productions.append(try read())
                } catch {
                    loader.log.note(error)
                    loader.grammar.mention(text.matches(of: /\{\^?([A-Za-z0-9.-]+)/).map { String($0.output.1) })
                }
            }
        }
        grammar.extend(rule: rule, at: position, with: productions)
    }

    /// The rules of every attestor, each of which needs all kinds of words.
    private func attestorRules() -> Set<String> {
        var rules: Set<String> = []
        for (attestor, position) in attestors.sorted(by: { $0.key < $1.key }) {
            for words in GrammarAttestorWords.allCases {
                if grammar.rules[words.rule(for: attestor)] == nil {
                    log.note(
                        GrammarError(
                            code: "attestor-words", position: position, cause: "'\(attestor)' has no \(words)", mend: "at least one line of \(words)")
                    )
                } else {
                    rules.insert(words.rule(for: attestor))
                }
            }
        }
        return rules
    }

    private func compose(_ text: String, file: String) throws(GrammarError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch {
            var position = GrammarError.Position(file: file, line: 1)
            var cause = "\(error)"
            switch error as? YamlError {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
                position.line = mark.line
                cause = problem
            case .duplicatedKeysInMapping(let duplicates, let context):
                position.line = context.mark.line
                cause = "the key '\(duplicates.sorted().joined(separator: "', '"))' occurs twice in one mapping"
            default:
                break
            }
            throw GrammarError(code: "yaml", position: position, cause: cause, mend: "a YAML document")
        }
    }

    /// For each production of a rule its text and how it is read.
    private func readers(
        of node: Node, file: String
    ) throws(GrammarError) -> [(text: String, read: () throws(GrammarError) -> GrammarProduction)] {
        if let scalar = node.scalar {
            let first = firstLine(of: scalar, file: file)
            let lines = scalar.string.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return lines.enumerated().filter { !$0.element.isEmpty }.map { offset, line in
                (line, { () throws(GrammarError) in try production(line, at: GrammarError.Position(file: file, line: first.line + offset)) })
            }
        }
        guard let sequence = node.sequence else {
            throw expected("a block with one production on each line, or a list of productions", not: described(node, file: file))
        }
        return sequence.map { item in
            if let scalar = item.scalar {
                (scalar.string, { () throws(GrammarError) in try production(scalar.string, at: firstLine(of: scalar, file: file)) })
            } else {
                (item.mapping?["text"]?.string ?? "", { () throws(GrammarError) in try detailedProduction(item, file: file) })
            }
        }
    }

    private func production(_ text: String, at position: GrammarError.Position) throws(GrammarError) -> GrammarProduction {
        let (condition, node) = try GrammarParser.parse(text, at: position)
        return GrammarProduction(node: node, weight: 1, condition: condition, style: .plain, position: position, catalog: catalog)
    }

    private func detailedProduction(_ node: Node, file: String) throws(GrammarError) -> GrammarProduction {
        var production: GrammarProduction?
        var condition = GrammarCondition()
        var settings: [(key: Text, value: Text)] = []
        for (key, value) in try pairs(of: node, file: file, "a text, or a mapping with text") {
            switch key.text {
            case "text":
                guard let scalar = value.scalar else { throw expected("a text", not: key) }
                production = try self.production(scalar.string, at: firstLine(of: scalar, file: file))
            case "when":
                condition.required.formUnion(try flags(of: value, file: file))
            case "unless":
                condition.excluded.formUnion(try flags(of: value, file: file))
            case "id", "weight", "style", "block":
                settings.append((key, described(value, file: file)))
            default:
                throw expected("text, id, weight, when, unless, style or block", not: key)
            }
        }
        guard var production else { throw expected("a mapping with text", not: described(node, file: file)) }
        production.condition.required.formUnion(condition.required)
        production.condition.excluded.formUnion(condition.excluded)
        for (key, value) in settings {
            switch key.text {
            case "weight":
                guard let weight = Int(value.text), (1...1000).contains(weight) else { throw expected("a weight from 1 to 1000", not: value) }
                production.weight = weight
            case "style":
                guard let style = GrammarProduction.Style(rawValue: value.text) else {
                    throw expected(GrammarProduction.Style.allCases.map(\.rawValue).joined(separator: " or "), not: value)
                }
                production.style = style
            case "block":
                production.block = value.text
            default:
                production.id = value.text
            }
        }
        return production
    }

    private func facts(of node: Node, file: String) throws(GrammarError) -> [GrammarFact] {
        var facts: [GrammarFact] = []
        for (name, parts) in try pairs(of: node, file: file, "a mapping from fact to the slots that state it") {
            var fact = GrammarFact(name: name.text, statedBy: [], condition: GrammarCondition())
            for (key, value) in try pairs(of: parts, file: file, "a mapping with stated-by") {
                switch key.text {
                case "stated-by":
                    for slot in try texts(of: value, file: file) {
                        guard GrammarVocabulary.slot(named: slot.text) != nil else { throw expected("the name of a slot", not: slot) }
                        fact.statedBy.insert(slot.text)
                    }
                case "when": fact.condition.required = try flags(of: value, file: file)
                case "unless": fact.condition.excluded = try flags(of: value, file: file)
                default: throw expected("stated-by, when or unless", not: key)
                }
            }
            facts.append(fact)
        }
        return facts
    }

    private func flags(of node: Node, file: String) throws(GrammarError) -> Set<String> {
        var flags: Set<String> = []
        for flag in try texts(of: node, file: file) {
            guard GrammarVocabulary.flags.contains(flag.text) else {
                throw expected("a flag that exists\(NearName.hint(for: flag.text, among: GrammarVocabulary.flags))", not: flag)
            }
            flags.insert(flag.text)
        }
        return flags
    }

    /// A scalar, with where it stands.
    private struct Text {
        var text: String
        var position: GrammarError.Position
    }

    private func texts(of node: Node, file: String) throws(GrammarError) -> [Text] {
        guard let sequence = node.sequence else { return [described(node, file: file)] }
        return sequence.map { described($0, file: file) }
    }

    private func pairs(of node: Node, file: String, _ mend: String) throws(GrammarError) -> [(key: Text, value: Node)] {
        guard let mapping = node.mapping else { throw expected(mend, not: described(node, file: file)) }
        return mapping.map { (described($0.key, file: file), $0.value) }
    }

    private func described(_ node: Node, file: String) -> Text {
        let position = GrammarError.Position(file: file, line: node.mark?.line ?? 1)
        switch node {
        case .scalar(let scalar): return Text(text: scalar.string, position: position)
        case .mapping: return Text(text: "a mapping", position: position)
        case .sequence: return Text(text: "a list", position: position)
        case .alias: return Text(text: "an alias", position: position)
        }
    }

    /// A block scalar's mark is the line of its `|` or `>`; its text starts on the next.
    private func firstLine(of scalar: Node.Scalar, file: String) -> GrammarError.Position {
        let line = scalar.mark?.line ?? 1
        let isBlock = scalar.style == .literal || scalar.style == .folded
        return GrammarError.Position(file: file, line: isBlock ? line + 1 : line)
    }

    private func expected(_ mend: String, not found: Text) -> GrammarError {
        GrammarError(code: "structure", position: found.position, cause: "found '\(found.text)'", mend: mend)
    }
}
