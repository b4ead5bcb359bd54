import CIMocks
import Orchestrator

extension AnswerBlock {
    /// A file of the repository, as it is.
    init(showing file: CIFile) {
        let lines = String(decoding: file.content, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        self.init(
            kind: .pipeline,
            code: (lines.last == "" ? lines.dropLast() : lines).joined(separator: "\n"),
            language: file.path.hasSuffix(".yml") ? .yaml : .groovy,
            titleSlots: ["blockFile": file.path]
        )
    }

    /// The step that carries the block out exactly as shown: shell by bash, any other text into the file that its title names.
    /// A pipeline file is in the repository already: the step checks that it is the one shown.
    func step(named name: String) -> Step {
        if kind == .pipeline {
            return Step(name: name, arguments: ["sh", "-euc", "printf '%s\\n' \"$1\" | cmp - \"$2\"", "sh", code, titleSlots["blockFile"] ?? ""])
        }
        guard language == .bash, titleSlots["blockFile"] == nil else {
            return Step(name: name, arguments: ["sh", "-euc", "printf '%s\\n' \"$1\" > \"$2\"", "sh", code, titleSlots["blockFile"] ?? ""])
        }
        let isPlainWitness = [.check, .sign, .verify].contains(kind)
        return Step(name: name, arguments: ["bash", "-euc", code], environment: isPlainWitness ? ControlScript.fastWitness : [:])
    }
}
