import Orchestrator

extension AnswerBlock {
    /// The step that carries the block out exactly as shown: shell by bash, any other text into the file that its title names.
    func step(named name: String) -> Step {
        guard language == .bash, titleSlots["blockFile"] == nil else {
            return Step(name: name, arguments: ["sh", "-euc", "printf '%s\\n' \"$1\" > \"$2\"", "sh", code, titleSlots["blockFile"] ?? ""])
        }
        let isPlainWitness = [.check, .sign, .verify].contains(kind)
        return Step(name: name, arguments: ["bash", "-euc", code], environment: isPlainWitness ? ControlScript.fastWitness : [:])
    }
}
