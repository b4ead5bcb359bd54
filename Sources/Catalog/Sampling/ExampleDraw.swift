import CIMocks
import Witness

/// Draws the values of one row on the axes that its cell leaves open.
///
/// Each axis is drawn from the values that the constraints and the plan's demands leave, in an order in which no later draw can
/// make an earlier one invalid.
struct ExampleDraw {
    /// One policy in so many has a second Rego kind.
    private static let secondRegoKind = 2

    private let plan: Plan
    private let cell: Cell
    private let index: Int
    private let common: Set<Attestor>
    private var generator: SeededGenerator

    /// - Parameter common: the attestors of the row that depend on neither project nor platform.
    init(plan: Plan, cell: Cell, index: Int, common: Set<Attestor>, candidate: Int) {
        self.plan = plan
        self.cell = cell
        self.index = index
        self.common = common
        generator = SeededGenerator(seed: plan.seed, purpose: "axes of example \(index), candidate \(candidate)")
    }

    mutating func specification(hasRego: Bool) -> ExampleSpecification {
        let steps = cell.command.stepNames.filter { plan.demands.allow(.step, $0) }
        let task = self.task(hasRego: hasRego)
        let signers = plan.signers(for: task)
        let choices = plan.ciChoices(for: task)
        let ci = generator.pick(weights: choices.map(\.weight)).map { choices[$0].id } ?? "none"
        let attestors = self.attestors(of: task, ci: ci)
        return ExampleSpecification(
            index: index,
            seed: plan.seed,
            task: task.name,
            language: cell.project.language,
            project: cell.project.name,
            command: cell.command.id,
            step: generator.pick(steps) ?? cell.command.stepNames[0],
            attestors: attestors,
            ci: ci,
            rego: hasRego ? regoKinds(of: task, with: attestors) : [],
            signer: generator.pick(weights: signers.map(\.weight)).map { signers[$0].id } ?? "",
            sbom: cell.command.sbomName
        )
    }

    private mutating func task(hasRego: Bool) -> any TaskType {
        let tasks = plan.tasks.filter { $0.type.rego.allows(hasRego) && Constraint.excluding($0.type, from: cell) == nil }
        return generator.pick(weights: tasks.map(\.weight)).map { tasks[$0].type } ?? FullPipeline()
    }

    private mutating func attestors(of task: any TaskType, ci: String) -> [Attestor] {
        var chosen = plan.demands.attestors.union(common).union(task.attestors)
        for attestor in cell.optional(among: plan.catalog.attestors) where generator.oneIn(2) { chosen.insert(attestor) }
        if let attestor = cell.command.yields?.attestor, attestor != .sarif { chosen.insert(attestor) }
        if let attestor = CIPlatform(rawValue: ci)?.attestor, plan.catalog.attestors.contains(attestor) { chosen.insert(attestor) }
        return chosen.sorted { $0.name < $1.name }
    }

    private mutating func regoKinds(of task: any TaskType, with attestors: [Attestor]) -> [String] {
        guard task.regoKinds.isEmpty else { return task.regoKinds.sorted() }
        var kinds: [String] = []
        if case .with(let demanded) = plan.demands.rego { kinds = demanded }
        let recorded = Set(attestors).union(Attestor.alwaysOn)
        var open = plan.catalog.regoKinds.filter {
            recorded.contains($0.attestor) && !kinds.contains($0.id) && !$0.variants(for: cell.command).isEmpty
        }
        let count = generator.oneIn(Self.secondRegoKind) ? Plan.maximumRegoKinds : 1
        while kinds.count < count, let pick = generator.pick(weights: open.map(\.weight)) {
            kinds.append(open.remove(at: pick).id)
        }
        return kinds.sorted()
    }
}
