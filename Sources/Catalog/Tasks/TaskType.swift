import Witness

/// A type of task: what a conversation is about, what it shows, and what its job runs so that every word of it is true.
///
/// A type is a value without state, in one file beside this one, and is listed in ``TaskTypes``. Its wording is data: the rules `question.NAME` and
/// `answer.NAME` of the grammar, and `question.NAME.PART` and `answer.NAME.PART` for each of its ``parts``.
protocol TaskType: Sendable {
    /// The value on the axis `task`: kebab case, no dots.
    var name: String { get }
    /// Whether the policy of its examples holds Rego.
    var rego: RegoUse { get }
    /// The Rego kinds that its examples have, and no others; empty where any may be drawn.
    var regoKinds: Set<String> { get }
    /// Attestors that its examples ask for, whatever else is drawn.
    var attestors: Set<Attestor> { get }
    /// Whether its attested run is worded otherwise than a pipeline file would have it: then its examples carry none.
    var hasOwnRun: Bool { get }
    /// Whether its signer may be named by a certificate instead of a key.
    var takesCertificates: Bool { get }
    /// Slots and flags of its own, which its rules may name beside those that every example has.
    var vocabulary: TaskVocabulary { get }
    /// Names of its turns after the first that have rules of their own.
    var parts: [String] { get }

    /// Why no example of the type can be about a command of a project, if that is so.
    func constraint(on project: Project, _ command: CommandPattern) -> Constraint?

    /// Whether its examples may take place on a platform, or in a shell of one's own.
    func takesPlace(in choice: CIChoice) -> Bool

    /// What an example of the type shows and runs: a pure function of the workbench.
    func exercise(at bench: Workbench) throws -> Exercise
}

extension TaskType {
    var rego: RegoUse { .optional }
    var regoKinds: Set<String> { [] }
    var attestors: Set<Attestor> { [] }
    var hasOwnRun: Bool { false }
    var takesCertificates: Bool { true }
    var vocabulary: TaskVocabulary { TaskVocabulary() }
    var parts: [String] { [] }

    func constraint(on project: Project, _ command: CommandPattern) -> Constraint? { nil }

    func takesPlace(in choice: CIChoice) -> Bool { true }
}
