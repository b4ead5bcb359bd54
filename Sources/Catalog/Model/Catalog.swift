import CIMocks
import Witness

/// Everything that examples are made from, read from data files and checked.
public struct Catalog: Sendable {
    /// Projects, sorted by language and name.
    public var projects: [Project]
    /// Commands, sorted by id.
    public var commands: [CommandPattern]
    /// Step names, in the order of their files.
    public var steps: [StepName]
    /// Types of tasks and how often each is drawn, sorted by name.
    public var tasks: [TaskChoice]
    /// How languages are called in a sentence, by the names of their directories.
    public var languageNames: [String: String]
    /// Key algorithms.
    public var signers: [Signer]
    /// Attestors that an example may be asked for besides those that are always on, sorted by name.
    public var attestors: [Attestor]
    /// Where work takes place.
    public var ci: [CIChoice]
    /// What sets a build off, in words that can follow the name of a platform.
    public var triggers: [CITrigger: [String]]
    /// Programs that an image may well lack: a plan that is told of no image takes it that they are not there.
    public var gated: Set<String>
    /// Rego kinds, sorted by id.
    public var regoKinds: [RegoKind]
    /// Steps that may come after an example's own, sorted by id.
    public var followUps: [FollowUp]
    /// Names for what the rest leaves open.
    public var names: NameLists
    /// Makes questions and answers.
    public var conversations: ConversationRenderer
    /// `sha256:…` over every data file: a row of the dataset depends on it, and changes with nothing else of the catalog.
    public var version: String

    /// The languages that have projects, sorted.
    public var languages: [String] { Array(Set(projects.map(\.language))).sorted() }

    /// The project with an id such as `go/tallybook`.
    public func project(_ id: String) -> Project? { projects.first { $0.id == id } }

    /// The command with an id.
    public func command(_ id: String) -> CommandPattern? { commands.first { $0.id == id } }

    /// The programs that commands need.
    public var programs: Set<String> { Set(commands.flatMap(\.requires)) }

    /// The signer with an id.
    public func signer(_ id: String) -> Signer? { signers.first { $0.id == id } }

    /// The CI choice with an id.
    public func ci(_ id: String) -> CIChoice? { ci.first { $0.id == id } }

    /// The Rego kind with an id.
    public func regoKind(_ id: String) -> RegoKind? { regoKinds.first { $0.id == id } }
}
