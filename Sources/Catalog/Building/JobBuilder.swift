import Basics
import CIMocks
import Orchestrator
import Sandbox
import Witness

/// Turns specifications into jobs and rows of the dataset: a pure function of specification, catalog and image.
public struct JobBuilder: Sendable {
    /// How many controls a row has at least.
    private static let minimumControls = 3

    private let catalog: Catalog
    private let imageDigest: String

    /// A builder for one catalog and one image.
    /// - Parameter imageDigest: content digest of the toolchain image, `sha256:…`.
    public init(catalog: Catalog, imageDigest: String) {
        self.catalog = catalog
        self.imageDigest = imageDigest
    }

    /// The job that carries an example out and tries to break it, named `SEED-INDEX`, with a ``PlannedExample`` beside it.
    /// - Throws: ``JobBuilderError`` when the catalog lacks a value of the specification; ``ConversationError`` when its questions do.
    public func plannedJob(for specification: ExampleSpecification) throws -> PlannedJob {
        var scene = try ExampleScene(specification, catalog: catalog)
        let bench = try Workbench(scene)
        let (repository, mock) = (bench.repository, bench.mock)
        let exercise = try exercise(at: bench)
        scene.furtherAttestations = exercise.furtherAttestations
        scene.furtherSubjects = exercise.furtherSubjects
        let evidence = ExampleEvidence(scene, pipelineFile: bench.pipelineFile)
        let inRepository = repository.files.map { file in
            JobFile(path: "\(scene.workingDirectory)/\(file.path)", mode: file.isExecutable ? 0o755 : 0o644, content: file.content)
        }
        let ofPlatform = try mock?.files.map { JobFile(path: $0.path, content: $0.content) } ?? []
        let job = Job(
            imageDigest: imageDigest,
            files: inRepository + ofPlatform,
            environment: scene.environment.merging(mock?.environment ?? [:]) { own, _ in own },
            workingDirectory: scene.workingDirectory,
            services: try mock.flatMap(scene.endpoints).map {
                try [ServiceDescription(kind: CIEndpoints.serviceKind, configuration: $0)]
            } ?? [],
            steps: named(
                [scene.repositoryStep(repository)] + scene.signerSteps + exercise.steps + scene.rules.map { $0.control(scene) } + controls(scene)),
            outputs: evidence.allPaths
        )
        let example = PlannedExample(specification: specification, evidence: evidence, row: try row(scene, exercise))
        return PlannedJob(index: specification.index, id: specification.id, job: job, specification: try CanonicalJSON.encode(example))
    }

    /// The row of the dataset that an example gives once it is verified, without the job that verifies it; no image has a part in it.
    /// - Throws: as ``plannedJob(for:)``.
    public func row(for specification: ExampleSpecification) throws -> TrainingRow {
        let scene = try ExampleScene(specification, catalog: catalog)
        return try row(scene, exercise(at: Workbench(scene)))
    }

    private func exercise(at bench: Workbench) throws -> Exercise {
        let specification = bench.scene.specification
        guard let task = TaskTypes.named(specification.task) else {
            throw JobBuilderError(example: specification.id, message: "there is no task '\(specification.task)'; use the version it was made with")
        }
        return try task.exercise(at: bench)
    }

    /// The row of the dataset that stands for the example once it is verified.
    private func row(_ scene: ExampleScene, _ exercise: Exercise) throws -> TrainingRow {
        let specification = scene.specification
        var generator = specification.generator(for: "conversation")
        let conversation = try catalog.conversations.render(
            task: specification.task,
            slots: scene.conversationSlots,
            turns: exercise.turns,
            seed: generator.next()
        )
        return TrainingRow(
            id: specification.id,
            messages: conversation.messages,
            metadata: ExampleAxes(
                task: specification.task,
                language: specification.language,
                template: specification.project,
                command: specification.command,
                commandCategory: scene.command.category.rawValue,
                step: specification.step,
                attestors: (specification.attestors + Attestor.alwaysOn).map(\.name).sorted(),
                ci: specification.ci,
                rego: specification.rego,
                signer: specification.signer,
                sbom: specification.sbom,
                variant: exercise.variant ?? "none",
                questionFrame: conversation.questionFrame,
                answerFrame: conversation.answerFrame
            )
        )
    }

    /// The steps with names that occur once: the second of a name gets a 2.
    private func named(_ steps: [Step]) -> [Step] {
        var numbers: [String: Int] = [:]
        return steps.map { step in
            var step = step
            numbers[step.name, default: 0] += 1
            if let number = numbers[step.name], number > 1 { step.name += "-\(number)" }
            return step
        }
    }

    /// The controls beside those of the Rego rules: as many as make ``minimumControls`` with them, or more where more are certain. That of the artifact is
    /// never left out, since answers say that a changed artifact is refused, nor is one of the functionary where a certificate names it.
    private func controls(_ scene: ExampleScene) -> [Step] {
        var generator = scene.specification.generator(for: "controls")
        let others = generator.shuffled(Control.allCases.filter { $0 != .tamperedArtifact })
        let certain = [.tamperedArtifact] + (scene.key.certificate == nil ? [] : others.filter(\.isAboutFunctionary).prefix(1))
        let token = scene.hasTokens ? generator.pick(TokenControl.allCases) : nil
        let open = Self.minimumControls - certain.count - scene.rules.count - (token == nil ? 0 : 1)
        let chosen = certain + others.filter { !certain.contains($0) }.prefix(max(open, 0))
        return chosen.map { $0.step(scene) } + (token.map { [$0.step(scene)] } ?? [])
    }
}
