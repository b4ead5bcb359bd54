import Basics

/// The whole way of an example from key to verdict, as blocks: the single source of what conversations show and of what is run.
struct PipelineScript: Sendable {
    /// Makes the key pair.
    let keys: AnswerBlock
    /// Readies the project, where there is something to do.
    let prepare: AnswerBlock?
    /// The attested run.
    let run: AnswerBlock
    /// Writes the Rego modules to their files.
    let rego: [AnswerBlock]
    /// Writes the policy.
    let policy: [AnswerBlock]
    /// Checks the policy's form.
    let check: AnswerBlock
    /// Signs the policy.
    let sign: AnswerBlock
    /// Verifies the artifact.
    let verify: AnswerBlock
    /// The calls of witness in ``run``, ``check``, ``sign`` and ``verify``, for what differs from them.
    let calls: (run: WitnessCommandLine, check: WitnessCommandLine, sign: WitnessCommandLine, verify: WitnessCommandLine)
    /// How the example writes witness's command lines.
    let style: CommandLineStyle

    /// The blocks up to the attestation.
    var attesting: [AnswerBlock] { [keys] + (prepare.map { [$0] } ?? []) + [run] }
    /// The blocks from the attestation to the verdict.
    var judging: [AnswerBlock] { rego + policy + [check, sign, verify] }
    /// All blocks in order.
    var blocks: [AnswerBlock] { attesting + judging }

    init(_ scene: ExampleScene) throws {
        var generator = scene.specification.generator(for: "answer")
        let style = CommandLineStyle(drawnBy: &generator)
        let paths = scene.paths
        self.style = style

        let directory = paths.directory == ".." ? [] : ["mkdir -p \(paths.directory)"]
        keys = AnswerBlock(kind: .keys, code: (directory + scene.key.lines).joined(separator: "\n"))

        let preparation = scene.preparation
        prepare = preparation.isEmpty ? nil : AnswerBlock(kind: .prepare, code: preparation.joined(separator: "\n"))

        let attest = WitnessCommandLine.run(scene, style: style).shuffled(by: &generator)
        run = AnswerBlock(kind: .run, code: scene.exportLine + attest.text(style: style))

        let showsFiles = generator.oneIn(2)
        rego = scene.rules.map { $0.block(in: paths, asFile: showsFiles) }
        policy = try (generator.pick(PolicyStyle.allCases) ?? .hereDocument).blocks(scene, steps: [PolicyStep(of: scene)])
        let examine = WitnessCommandLine.check(paths)
        check = AnswerBlock(kind: .check, code: examine.text(style: style))
        let seal = WitnessCommandLine.sign(scene).shuffled(by: &generator)
        sign = AnswerBlock(kind: .sign, code: seal.text(style: style))
        let judge = WitnessCommandLine.verify(paths, artifact: scene.artifact).shuffled(by: &generator)
        verify = AnswerBlock(kind: .verify, code: judge.text(style: style))
        calls = (attest, examine, seal, judge)
    }
}
