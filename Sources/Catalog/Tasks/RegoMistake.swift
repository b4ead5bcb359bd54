/// A mistake in the form of a Rego module, of which witness complains before the module has said anything. The raw value is the variant's name in the grammar.
enum RegoMistake: String, CaseIterable, Sendable {
    /// Today's syntax without the import that lets `witness verify` read it.
    case missingImport
    /// No package.
    case missingPackage
    /// The old syntax of a rule for a set.
    case oldRule
    /// The message is given to a variable of another name.
    case unsafeMessage

    /// Whether a module can have the mistake and witness then says what ``refusal(name:)`` has. Without the import, `in` is no keyword either, and witness
    /// complains of that in words that depend on where it stands.
    func fits(_ module: String) -> Bool { self != .missingImport || !module.contains(" in ") }

    /// The module with the mistake.
    func spoiled(_ module: String, name: String) -> String {
        switch self {
        case .missingImport: module.replacing("import rego.v1\n\n", with: "")
        case .missingPackage: module.replacing("package \(name)\n\n", with: "")
        case .oldRule: module.replacing("deny contains msg if {", with: "deny[msg] {")
        case .unsafeMessage: module.replacing("msg := ", with: "message := ")
        }
    }

    /// What witness says, without what depends on the line.
    func refusal(name: String) -> String {
        switch self {
        case .missingImport: "rego_parse_error: var cannot be used for rule name"
        case .missingPackage: "\(name):1: rego_parse_error: package expected"
        case .oldRule: "rego_parse_error: `contains` keyword is required for partial set rules"
        case .unsafeMessage: "rego_unsafe_var_error: var msg is unsafe"
        }
    }
}
