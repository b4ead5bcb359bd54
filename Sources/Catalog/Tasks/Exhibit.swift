import Orchestrator

/// Something that the user shows: a command and what it printed. Its step proves that it does.
struct Exhibit: Sendable {
    /// How the command ends.
    private enum End {
        case prints
        case accepted
        case refused
    }

    private let code: String?
    private let output: [String]
    private let end: End

    /// A command that succeeds and prints exactly these lines.
    init(_ code: String, prints output: [String]) {
        self.code = code
        self.output = output
        end = .prints
    }

    /// A call that witness carries out with these lines among others on standard error.
    init(_ code: String, acceptedWith output: [String]) {
        self.code = code
        self.output = output
        end = .accepted
    }

    /// A call that witness refuses with these lines among others on standard error; nil for one that the conversation has shown already. A line that
    /// begins or ends with `…` is quoted from or up to there.
    init(_ code: String?, refusedWith output: [String]) {
        self.code = code
        self.output = output
        end = .refused
    }

    /// What the user pastes.
    var text: String { ((code.map { ["$ \($0)"] } ?? []) + output).joined(separator: "\n") }

    /// What the end of the command must be like.
    var expectation: Expectation {
        let quoted = output.map { $0.trimmingPrefix("…") }.map { String($0.hasSuffix("…") ? $0.dropLast() : $0) }
        return switch end {
        case .prints: Expectation(standardOutputContains: quoted.isEmpty ? [] : [quoted.joined(separator: "\n") + "\n"])
        case .accepted: Expectation(standardErrorContains: quoted)
        case .refused: Expectation(exit: .code(1), standardErrorContains: quoted)
        }
    }

    /// The step that carries the command out, which is witness's alone or else wants no variables of witness's.
    func step(named name: String, environment: [String: String] = ControlScript.fastWitness) -> Step? {
        code.map { Step(name: name, arguments: ["bash", "-euc", $0], environment: environment, expectation: expectation) }
    }
}

extension [Exhibit] {
    /// What the user pastes, between fences.
    var fenced: String { AnswerBlock(kind: .run, code: map(\.text).joined(separator: "\n"), language: .text).fenced }
    /// The steps that carry them out.
    var steps: [Step] { compactMap { $0.step(named: "shown") } }
}
