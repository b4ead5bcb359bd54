import Foundation
import Yams

/// One mapping of a data file, read key by key so that every mistake has a line.
struct CatalogEntry {
    let file: String
    let line: Int?
    private let mapping: Node.Mapping

    init(_ node: Node, file: String) throws {
        line = node.mark?.line
        self.file = file
        guard let mapping = node.mapping else {
            throw CatalogError(file: file, line: line, message: "expected a mapping of keys to values")
        }
        self.mapping = mapping
    }

    /// The entries of a file that holds one mapping, or a list of them.
    static func read(_ file: CatalogFile) throws -> [CatalogEntry] {
        let node: Node?
        do {
            node = try Yams.compose(yaml: String(decoding: file.content, as: UTF8.self))
        } catch let error as YamlError {
            throw CatalogError(file: file.name, line: error.line, message: "not YAML: \(error.problem)")
        }
        guard let node else { throw CatalogError(file: file.name, message: "the file is empty; expected a mapping or a list of mappings") }
        return try (node.sequence.map(Array.init) ?? [node]).map { try CatalogEntry($0, file: file.name) }
    }

    /// Refuses keys that nothing reads, which are mostly misspelt ones.
    func allow(_ keys: Set<String>) throws {
        for key in mapping.keys {
            guard let name = key.string, keys.contains(name) else {
                throw CatalogError(
                    file: file,
                    line: key.mark?.line ?? line,
                    message: "unknown key '\(key.string ?? "?")'; expected one of \(keys.sorted().joined(separator: ", "))"
                )
            }
        }
    }

    func has(_ key: String) -> Bool {
        guard let node = mapping[key] else { return false }
        return node.null == nil
    }

    func string(_ key: String) throws -> String {
        guard let text = try node(key).scalar?.string, !text.isEmpty else { throw mistake(at: key, "expected '\(key)' to be a text") }
        return text
    }

    func integer(_ key: String) throws -> Int {
        guard let number = try node(key).int else { throw mistake(at: key, "expected '\(key)' to be a whole number") }
        return number
    }

    func number(_ key: String) throws -> Double {
        guard let number = try node(key).float else { throw mistake(at: key, "expected '\(key)' to be a number") }
        return number
    }

    func bool(_ key: String) throws -> Bool {
        guard let value = try node(key).bool else { throw mistake(at: key, "expected '\(key)' to be true or false") }
        return value
    }

    func strings(_ key: String, atLeast minimum: Int = 0) throws -> [String] {
        guard let nodes = try node(key).sequence else { throw mistake(at: key, "expected '\(key)' to be a list") }
        let texts = nodes.compactMap(\.scalar?.string)
        guard texts.count == nodes.count else { throw mistake(at: key, "expected every item of '\(key)' to be a text") }
        guard texts.count >= minimum else {
            throw mistake(at: key, "expected '\(key)' to have at least \(minimum) items, found \(texts.count)")
        }
        return texts
    }

    func texts(_ key: String) throws -> [String: String] {
        guard let members = try node(key).mapping else { throw mistake(at: key, "expected '\(key)' to map names to texts") }
        return try Dictionary(
            members.map { name, value in
                guard let name = name.string, let text = value.scalar?.string else {
                    throw mistake(at: key, "expected '\(key)' to map names to texts")
                }
                return (name, text)
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func lists(_ key: String) throws -> [String: [String]] {
        let entry = try entry(key)
        return try Dictionary(
            entry.mapping.keys.compactMap(\.string).map { ($0, try entry.strings($0, atLeast: 2)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func entry(_ key: String) throws -> CatalogEntry {
        try CatalogEntry(node(key), file: file)
    }

    func entries(_ key: String) throws -> [CatalogEntry] {
        guard let nodes = try node(key).sequence else { throw mistake(at: key, "expected '\(key)' to be a list") }
        return try nodes.map { try CatalogEntry($0, file: file) }
    }

    /// A value that must be one of a closed set.
    func choice<Value: RawRepresentable & CaseIterable>(_ text: String, of _: Value.Type, at key: String) throws -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: text) else {
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw mistake(at: key, "'\(text)' is no \(key); expected one of \(names)")
        }
        return value
    }

    /// An error at the line of a key.
    func mistake(at key: String, _ message: String) -> CatalogError {
        CatalogError(file: file, line: mapping[key]?.mark?.line ?? line, message: message)
    }

    private func node(_ key: String) throws -> Node {
        guard let node = mapping[key] else { throw CatalogError(file: file, line: line, message: "expected the key '\(key)'") }
        return node
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
