import CIMocks
import Orchestrator
import Witness

/// The file by which a CI platform runs a step under witness: written anew, made of one that runs the bare command, or mended where it withholds the token that
/// the platform's attestor asks for. What the file's scripts say is what is carried out in the platform's surroundings.
struct CIPipeline: TaskType {
    /// What there is before the answer. The raw value is the variant's name in the grammar.
    private enum Start: String, CaseIterable {
        /// No file.
        case pipelineAnew
        /// A file that runs the command without witness.
        case pipelineBare
        /// A workflow of GitHub's whose job may not have a token.
        case pipelineDenied

        /// Whether an example can begin so. Where GitHub gives no token, `slsa` ends witness before it can say so.
        func fits(_ scene: ExampleScene) -> Bool {
            self != .pipelineDenied || scene.ci.platform == .gitHub && !scene.specification.attestors.contains(.slsa)
        }

        /// How often it is taken where it fits, against others: few rows can begin with a denied token.
        var weight: Int { self == .pipelineDenied ? 4 : 1 }
    }

    let name = "ci-pipeline"
    let rego = RegoUse.never
    let vocabulary = TaskVocabulary(
        slots: [
            "workflowFile": .init(.code),
            "workflowTerms": .init(.code, isList: true, flag: Start.pipelineAnew.rawValue),
            "bareWorkflow": .init(.code, flag: Start.pipelineBare.rawValue),
            "deniedWorkflow": .init(.code, flag: Start.pipelineDenied.rawValue),
            "tokenRefusal": .init(.code, flag: Start.pipelineDenied.rawValue),
        ],
        flags: ["permissionsAdded"],
        variants: Set(Start.allCases.map(\.rawValue)))

    /// What lets a job of GitHub's have a token; the attestor `github` is alone in asking for it.
    private static let permission = "  id-token: write\n"
    private static let permissions = "permissions:\n  contents: read\n\(permission)\n"

    /// A file in the repository is needed to begin with.
    func takesPlace(in choice: CIChoice) -> Bool { choice.platform?.keepsPipelineFile ?? false }

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        guard let build = scene.build, let file = bench.pipelineFile else {
            throw JobBuilderError(example: scene.specification.id, message: "'\(scene.ci.id)' keeps no pipeline file; draw a platform that does")
        }
        let fitting = Start.allCases.filter { $0.fits(scene) }
        let start = generator.pick(weights: fitting.map(\.weight)).map { fitting[$0] } ?? .pipelineAnew
        var slots = ConversationSlots(values: ["workflowFile": file.path], flags: [start.rawValue])
        var given: [Step] = []
        switch start {
        case .pipelineAnew:
            slots.lists["workflowTerms"] = scene.pipelineTerms
        case .pipelineBare:
            let steps = [PipelineStep(name: scene.phrase, lines: scene.preparation + [scene.run])]
            let like = try CIMock(build).pipelineFile(steps) ?? file
            let bare = CIFile(path: like.path, text: String(decoding: like.content, as: UTF8.self).replacing(Self.permissions, with: ""))
            if build.platform == .gitHub { slots.flags.insert("permissionsAdded") }
            let (shown, path) = (AnswerBlock(showing: bare), scene.paths.file("bare-\(bare.path.split(separator: "/").last ?? "")"))
            slots.values["bareWorkflow"] = shown.fenced
            let write = "mkdir -p \"$(dirname \"$2\")\"\nprintf '%s\\n' \"$1\" > \"$2\""
            given = [
                Step(name: "given", arguments: ["bash", "-euc", write, "bash", shown.code, path]),
                ExampleScene.pipelineStep(named: "given-check", path: path, steps: steps),
            ]
        case .pipelineDenied:
            let granted = generator.oneIn(2) ? Self.permission : Self.permissions
            let denied = CIFile(path: file.path, text: String(decoding: file.content, as: UTF8.self).replacing(granted, with: ""))
            let refusal = Exhibit(
                nil,
                refusedWith: [
                    "level=error msg=\"attestors failed with error messages\\nattestor github failed: error on fetching token "
                        + "error on request Get \\\"?audience=witness\\\": unsupported protocol scheme \\\"\\\"\""
                ])
            slots.values["deniedWorkflow"] = AnswerBlock(showing: denied).fenced
            slots.values["tokenRefusal"] = [refusal].fenced
            let key = scene.key.runArguments(from: scene.workingDirectory)
            let run = "witness run -s \(scene.specification.step) \(key) -o \(scene.paths.file("denied.json")) -a github -- true"
            given = [
                Step(
                    name: "denied",
                    arguments: ["bash", "-euc", "unset ACTIONS_ID_TOKEN_REQUEST_URL ACTIONS_ID_TOKEN_REQUEST_TOKEN\n\(run)"],
                    expectation: refusal.expectation)
            ]
        }
        let shown = bench.pipelineExhibit.blocks
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: shown)],
            steps: try bench.steps([script.keys]) + given + bench.steps((script.prepare.map { [$0] } ?? []) + [script.run] + shown + script.judging),
            variant: start.rawValue)
    }
}
