import Basics

/// The blocks of an example's answer: the single source of both the text and the steps, so that what is shown is what was run.
struct AnswerScript: Sendable {
    let blocks: [AnswerBlock]

    init(_ scene: ExampleScene) throws {
        var generator = scene.specification.generator(for: "answer")
        let style = CommandLineStyle(drawnBy: &generator)
        let paths = scene.paths

        var keys = [scene.keyCommand, "openssl pkey -in \(paths.privateKey) -pubout -out \(paths.publicKey)"]
        if paths.directory != ".." { keys.insert("mkdir -p \(paths.directory)", at: 0) }
        var blocks = [AnswerBlock(kind: .keys, code: keys.joined(separator: "\n"))]

        let exports = scene.environment.sorted { $0.key < $1.key }.map { "export \($0.key)=\(ShellWords.quoted($0.value))" }
        let prepare = exports + scene.prepare
        if !prepare.isEmpty { blocks.append(AnswerBlock(kind: .prepare, code: prepare.joined(separator: "\n"))) }

        let run = WitnessCommandLine.run(scene, style: style).shuffled(by: &generator).text(style: style)
        let export = scene.exported.map { "export \($0.name)=\(ShellWords.quoted($0.value))\n" } ?? ""
        blocks.append(AnswerBlock(kind: .run, code: export + run))

        let showsFiles = generator.oneIn(2)
        for rule in scene.rules {
            let file = paths.file(rule.name + ".rego")
            let code = rule.module.trimmingSuffix { $0.isNewline }
            blocks.append(
                showsFiles
                    ? AnswerBlock(kind: .policy, code: String(code), language: .rego, titleSlots: ["blockFile": file])
                    : AnswerBlock(kind: .policy, code: "cat > \(file) <<'EOF'\n\(code)\nEOF")
            )
        }
        blocks += try (generator.pick(PolicyStyle.allCases) ?? .hereDocument).blocks(scene)
        blocks.append(AnswerBlock(kind: .check, code: WitnessCommandLine.check(paths).text(style: style)))
        blocks.append(AnswerBlock(kind: .sign, code: WitnessCommandLine.sign(paths).shuffled(by: &generator).text(style: style)))
        let verify = WitnessCommandLine.verify(paths, artifact: scene.artifact)
        blocks.append(AnswerBlock(kind: .verify, code: verify.shuffled(by: &generator).text(style: style)))
        self.blocks = blocks
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var end = endIndex
        while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }
}
