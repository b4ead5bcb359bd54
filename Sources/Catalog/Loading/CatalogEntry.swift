import Foundation
import Yams

/// One mapping of a data file, read key by key so that every mistake has a line.
///
/// A value that is missing or of another kind is noted, and is then blank: an empty text or list, or the least number allowed.
struct CatalogEntry {
    let file: String
    let line: Int?
    private let mapping: Node.Mapping
    private let log: MistakeLog<CatalogMistake>

    private init?(_ node: Node, file: String, log: MistakeLog<CatalogMistake>) {
        guard let mapping = node.mapping else {
            log.note(CatalogMistake(file: file, line: node.mark?.line, message: "expected a mapping of keys to values"))
            return nil
        }
        line = node.mark?.line
        self.file = file
        self.mapping = mapping
        self.log = log
    }

    /// The entries of a file that holds one mapping, or a list of them.
    static func read(_ file: CatalogFile, log: MistakeLog<CatalogMistake>) -> [CatalogEntry] {
        func mistake(_ message: String, line: Int? = nil) -> [CatalogEntry] {
            log.note(CatalogMistake(file: file.name, line: line, message: message))
            return []
        }
        do {
            guard let node = try Yams.compose(yaml: String(decoding: file.content, as: UTF8.self)) else {
                return mistake("the file is empty; expected a mapping or a list of mappings")
            }
            return (node.sequence.map(Array.init) ?? [node]).compactMap { CatalogEntry($0, file: file.name, log: log) }
        } catch let error as YamlError {
            return mistake("not YAML: \(error.problem)", line: error.line)
        } catch {
            return mistake("not YAML: \(error)")
        }
    }

    /// Refuses keys that nothing reads, which are mostly misspelt ones.
    func allow(_ keys: Set<String>) {
        for key in mapping.keys where !keys.contains(key.string ?? "") {
            let message = "unknown key '\(key.string ?? "?")'; expected one of \(keys.sorted().joined(separator: ", "))"
            log.note(CatalogMistake(file: file, line: key.mark?.line ?? line, message: message))
        }
    }

    func has(_ key: String) -> Bool {
        guard let node = mapping[key] else { return false }
        return node.null == nil
    }

    func string(_ key: String) -> String {
        guard let node = node(key) else { return "" }
        guard let text = node.scalar?.string, !text.isEmpty else { return blank("", at: key, "expected '\(key)' to be a text") }
        return text
    }

    func integer(_ key: String, atLeast minimum: Int) -> Int {
        guard let node = node(key) else { return minimum }
        guard let number = node.int else { return blank(minimum, at: key, "expected '\(key)' to be a whole number") }
        guard number >= minimum else { return blank(minimum, at: key, "expected '\(key)' to be at least \(minimum)") }
        return number
    }

    func number(_ key: String) -> Double {
        guard let node = node(key) else { return 0 }
        return node.float ?? blank(0, at: key, "expected '\(key)' to be a number")
    }

    /// A truth value, or `nil` when it is missing or of another kind.
    func bool(_ key: String) -> Bool? {
        guard let node = node(key) else { return nil }
        return node.bool ?? blank(nil, at: key, "expected '\(key)' to be true or false")
    }

    func strings(_ key: String, atLeast minimum: Int = 0) -> [String] {
        guard let node = node(key) else { return [] }
        guard let nodes = node.sequence else { return blank([], at: key, "expected '\(key)' to be a list") }
        let texts = nodes.compactMap(\.scalar?.string)
        if texts.count < nodes.count { note(at: key, "expected every item of '\(key)' to be a text") }
        if nodes.count < minimum { note(at: key, "expected '\(key)' to have at least \(minimum) items, found \(nodes.count)") }
        return texts
    }

    func texts(_ key: String) -> [String: String] {
        guard let node = node(key) else { return [:] }
        guard let members = node.mapping else { return blank([:], at: key, "expected '\(key)' to map names to texts") }
        var texts: [String: String] = [:]
        for (name, value) in members {
            if let name = name.string, let text = value.scalar?.string {
                texts[name] = text
            } else {
                note(at: key, "expected '\(key)' to map names to texts")
            }
        }
        return texts
    }

    func lists(_ key: String) -> [String: [String]] {
        guard let entry = entry(key) else { return [:] }
        return Dictionary(entry.mapping.keys.compactMap(\.string).map { ($0, entry.strings($0, atLeast: 2)) }) { first, _ in first }
    }

    func entry(_ key: String) -> CatalogEntry? {
        node(key).flatMap { CatalogEntry($0, file: file, log: log) }
    }

    func entries(_ key: String) -> [CatalogEntry] {
        guard let node = node(key) else { return [] }
        guard let nodes = node.sequence else { return blank([], at: key, "expected '\(key)' to be a list") }
        return nodes.compactMap { CatalogEntry($0, file: file, log: log) }
    }

    /// A text that must be one of a closed set, or `nil` when it is not.
    func choice<Value: RawRepresentable & CaseIterable>(_ key: String, of type: Value.Type) -> Value? where Value.RawValue == String {
        let text = string(key)
        return text.isEmpty ? nil : value(text, of: type, at: key)
    }

    /// A list of texts that must be of a closed set, without those that are not.
    func choices<Value: RawRepresentable & CaseIterable>(_ key: String, of type: Value.Type, atLeast minimum: Int = 0) -> [Value]
    where Value.RawValue == String {
        strings(key, atLeast: minimum).compactMap { value($0, of: type, at: key) }
    }

    private func value<Value: RawRepresentable & CaseIterable>(_ text: String, of _: Value.Type, at key: String) -> Value?
    where Value.RawValue == String {
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return Value(rawValue: text) ?? blank(nil, at: key, "'\(text)' is no \(key); expected one of \(names)")
    }

    /// Notes a mistake at the line of a key.
    func note(at key: String, _ message: String) {
        log.note(CatalogMistake(file: file, line: mapping[key]?.mark?.line ?? line, message: message))
    }

    private func blank<Value>(_ value: Value, at key: String, _ message: String) -> Value {
        note(at: key, message)
        return value
    }

    private func node(_ key: String) -> Node? {
        if mapping[key] == nil { log.note(CatalogMistake(file: file, line: line, message: "expected the key '\(key)'")) }
        return mapping[key]
    }
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    fileprivate var problem: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .duplicatedKeysInMapping: "a key occurs twice"
        default: "\(self)"
        }
    }
}
