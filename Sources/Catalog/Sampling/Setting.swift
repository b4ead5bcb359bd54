import CIMocks
import Witness

/// What a row may still be once its cell, its task, its platform and whether its policy holds Rego are settled.
///
/// ``ExampleDraw`` draws from the same choices; that the two agree is tested.
struct Setting {
    let cell: Cell
    let task: any TaskType
    let ci: String
    /// Attestors that every such row asks for.
    let required: Set<Attestor>
    /// Attestors that such a row may ask for or not, each for itself.
    let optional: Set<Attestor>
    /// The Rego kinds that its policy may hold, sorted by id; empty for a policy without Rego.
    let regoKinds: [RegoKind]

    /// Calls `body` with every setting that rows of a plan may have.
    static func forEach(of plan: Plan, _ body: (Setting) -> Void) {
        for cell in plan.cells {
            for task in plan.tasks.map(\.type) where Constraint.excluding(task, from: cell) == nil {
                for choice in plan.ciChoices(for: task) {
                    for hasRego in [false, true] where plan.demands.allow(rego: hasRego) && task.rego.allows(hasRego) {
                        body(Setting(cell: cell, task: task, ci: choice.id, hasRego: hasRego, plan: plan))
                    }
                }
            }
        }
    }

    private init(cell: Cell, task: any TaskType, ci: String, hasRego: Bool, plan: Plan) {
        let catalog = plan.catalog
        var required = plan.demands.attestors.union(task.attestors)
        if let attestor = cell.command.yields?.attestor, attestor != .sarif { required.insert(attestor) }
        if let attestor = CIPlatform(rawValue: ci)?.attestor, catalog.attestors.contains(attestor) { required.insert(attestor) }
        let optional = Set(cell.optional(among: catalog.attestors))
            .union(plan.freeAttestors.filter { !cell.command.excludes.contains($0) })
            .subtracting(required)
        let recorded = required.union(optional).union(Attestor.alwaysOn)
        self.cell = cell
        self.task = task
        self.ci = ci
        self.required = required
        self.optional = optional
        let kinds = catalog.regoKinds.filter { task.regoKinds.isEmpty || task.regoKinds.contains($0.id) }
        regoKinds = hasRego ? kinds.filter { recorded.contains($0.attestor) && !$0.variants(for: cell.command).isEmpty } : []
    }

    /// Every value that some row with this setting has.
    func axisValues(in plan: Plan) -> [AxisValue] {
        let project = cell.project
        var values = [
            AxisValue(.task, task.name), AxisValue(.language, project.language), AxisValue(.project, project.id),
            AxisValue(.command, cell.command.id), AxisValue(.ci, ci), AxisValue(.sbom, cell.command.sbomName),
        ]
        values += cell.command.stepNames.filter { plan.demands.allow(.step, $0) }.map { AxisValue(.step, $0) }
        values += plan.signers(for: task).map { AxisValue(.signer, $0.id) }
        for attestor in plan.catalog.attestors {
            if required.contains(attestor) || optional.contains(attestor) { values.append(AxisValue(.attestor, attestor.name)) }
            if !required.contains(attestor) { values.append(AxisValue(.attestor, "-" + attestor.name)) }
        }
        values += (regoKinds.isEmpty ? ["none"] : regoKinds.map(\.id)).map { AxisValue(.rego, $0) }
        return values
    }
}
