import Orchestrator

/// Something that the user shows: a command and what it printed. Its step proves that it does.
struct Exhibit: Sendable {
    /// The command, as typed into a shell; nil where the conversation has shown it already.
    var code: String?
    /// Lines of standard error when the command is refused, else all of standard output. A line that ends in `…` is quoted up to there.
    var output: [String]
    /// Whether the command fails.
    var isRefused: Bool

    /// A command that succeeds and prints exactly these lines.
    init(_ code: String, prints output: [String]) {
        self.code = code
        self.output = output
        isRefused = false
    }

    /// A command that witness refuses with these lines among others.
    init(_ code: String?, refusedWith output: [String]) {
        self.code = code
        self.output = output
        isRefused = true
    }

    /// What the user pastes.
    var text: String { ((code.map { ["$ \($0)"] } ?? []) + output).joined(separator: "\n") }

    /// What the end of the command must be like.
    var expectation: Expectation {
        let quoted = output.map { line in line.hasSuffix("…") ? String(line.dropLast()) : line }
        return isRefused
            ? Expectation(exit: .code(1), standardErrorContains: quoted)
            : Expectation(standardOutputContains: [quoted.joined(separator: "\n")])
    }

    /// The step that carries the command out.
    func step(named name: String) -> Step? {
        code.map { Step(name: name, arguments: ["bash", "-euc", $0], environment: ControlScript.fastWitness, expectation: expectation) }
    }
}

extension [Exhibit] {
    /// What the user pastes, between fences.
    var fenced: String { AnswerBlock(kind: .run, code: map(\.text).joined(separator: "\n"), language: .text).fenced }
    /// The steps that carry them out.
    var steps: [Step] { compactMap { $0.step(named: "shown") } }
}
