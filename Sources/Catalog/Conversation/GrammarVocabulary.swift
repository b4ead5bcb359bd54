/// The slots and flags that grammar files may name.
///
/// It is one closed list, so that a misspelt name in a file is an error at load and never a hole in a row.
public enum GrammarVocabulary {
    /// A fact that text can state.
    public struct Slot: Sendable, Hashable {
        /// What kind of string a slot holds.
        public enum Kind: Sendable, Hashable {
            /// A command, path or identifier: inserted exactly as it is, everywhere.
            case code
            /// English that starts in lower case and has no full stop; its first letter may be raised at the start of a sentence.
            case words
        }

        /// What kind of string it holds.
        public var kind: Kind
        /// Whether it holds several items.
        public var isList: Bool
        /// The flag with which the slot is given, and without which it is not; nil when it is always given.
        public var flag: String?
        /// The types of task of which alone it is a slot; empty when it is one of all.
        public internal(set) var tasks: Set<String> = []

        init(_ kind: Kind, isList: Bool = false, flag: String? = nil) {
            self.kind = kind
            self.isList = isList
            self.flag = flag
        }

        /// Whether an example gives it.
        func isGiven(task: String?, flags: Set<String>) -> Bool {
            (flag.map(flags.contains) ?? true) && (tasks.isEmpty || task.map(tasks.contains) ?? false)
        }
    }

    /// The slots that the maker of an example fills: those that all have, and those of its type of task.
    public static let given: [String: Slot] = TaskTypes.all.reduce(into: common) { given, type in
        for (name, slot) in type.vocabulary.slots {
            given[name, default: slot].tasks.insert(type.name)
        }
    }

    /// The slots that every example fills.
    ///
    /// Words fit these places: `commandPhrase` "we …" (build the wheel), `commandNoun` "run …" (a plain `go build`), `projectSummary` and `ciPhrase` "it is …" (a Go linter, a Jenkins
    /// job), `regoRequirements` "see that …" (the branch is main), `signerPhrase` "an … key" (ECDSA P-256).
    private static let common: [String: Slot] = [
        "language": Slot(.code),
        "projectName": Slot(.code),
        "projectSummary": Slot(.words),
        "stepName": Slot(.code),
        "commandLine": Slot(.code),
        "commandPhrase": Slot(.words),
        "commandNoun": Slot(.words, flag: "impliedCommand"),
        "preparation": Slot(.code, isList: true, flag: "prepare"),
        "attestorNames": Slot(.code, isList: true),
        "artifact": Slot(.code),
        "signer": Slot(.code),
        "signerPhrase": Slot(.code),
        "ci": Slot(.code, flag: "ci"),
        "ciPhrase": Slot(.words, flag: "ci"),
        "regoRequirements": Slot(.words, isList: true, flag: "rego"),
        "sbomTool": Slot(.code, flag: "sbom"),
        "policyExpires": Slot(.code),
        "keyFile": Slot(.code),
        "publicKeyFile": Slot(.code, flag: "namedFiles"),
        "policyFile": Slot(.code, flag: "namedFiles"),
        "signedPolicyFile": Slot(.code, flag: "namedFiles"),
        "exportedVariable": Slot(.code, flag: "exported"),
        "passphraseFile": Slot(.code, flag: "encrypted"),
        "certificateFile": Slot(.code, flag: "certified"),
        "commonName": Slot(.code, flag: "certified"),
        "intermediateFile": Slot(.code, flag: "certified"),
        "intermediateKeyFile": Slot(.code, flag: "certified"),
        "rootFile": Slot(.code, flag: "certified"),
        "attestationFile": Slot(.code),
        "branch": Slot(.code),
    ]

    /// The slots that the renderer derives from `attestorNames`, in the same order, and from the blocks of the answer.
    public static let derived: [String: Slot] = [
        "attestorDescriptions": Slot(.words, isList: true),
        "attestorNouns": Slot(.words, isList: true),
        "attestorMentions": Slot(.words, isList: true),
        "attestorNotes": Slot(.words, isList: true),
        "blocks": Slot(.code),
        "blockCode": Slot(.code),
        "blockFenced": Slot(.code),
        "blockFile": Slot(.code, flag: "blockFile"),
        "blockNumber": Slot(.code),
        "blockTitle": Slot(.words),
        "script": Slot(.code, flag: "shellOnly"),
    ]

    /// What may hold of an example.
    ///
    /// `defaultSigner` holds exactly when the signer is ed25519; `impliedCommand` says that `commandNoun` determines the command
    /// line, so that the question need not show it; `encrypted` that the private key is, `certified` that an authority certifies it; `namedFiles` that public key, policy and signed policy have names of their own; `exported` that the answer exports a variable,
    /// `NAME=value`, before the run. The renderer itself adds `shellOnly`, when every block of the answer is shell, and `blockFile`.
    public static let flags: Set<String> = TaskTypes.all.reduce(into: commonFlags) { flags, type in
        flags.formUnion(type.vocabulary.flags)
        flags.formUnion(type.vocabulary.variants)
    }

    /// The flags that only some types of task know.
    static let taskFlags = flags.subtracting(commonFlags)

    private static let commonFlags: Set<String> = [
        "rego", "sbom", "ci", "lockfiles", "prepare", "sarif", "maven", "defaultSigner", "impliedCommand", "namedFiles", "exported", "shellOnly",
        "blockFile", "encrypted", "certified",
    ]

    /// The signer a question need not name.
    public static let defaultSigner = "ed25519"

    static func slot(named name: String) -> Slot? {
        given[name] ?? derived[name]
    }
}
