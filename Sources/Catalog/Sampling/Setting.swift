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
    private(set) var regoKinds: [RegoKind]

    /// Calls `body` with every setting that rows of a plan may have.
    static func forEach(of plan: Plan, _ body: (Setting) -> Void) {
        for cell in plan.cells {
            let open = Set(cell.optional(among: plan.catalog.attestors)).union(plan.freeAttestors.filter { !cell.command.excludes.contains($0) })
            let kinds = plan.catalog.regoKinds.filter { !$0.variants(for: cell.command).isEmpty }
            for task in plan.tasks.map(\.type) where Constraint.excluding(task, from: cell) == nil {
                for choice in plan.ciChoices(for: task) {
                    let setting = Setting(cell: cell, task: task, ci: choice.id, open: open, kinds: kinds, plan: plan)
                    if plan.demands.allow(rego: false), task.rego.allows(false) { body(setting.withoutRego) }
                    if plan.demands.allow(rego: true), task.rego.allows(true) { body(setting) }
                }
            }
        }
    }

    /// - Parameters:
    ///   - open: the attestors that any row of the cell may ask for.
    ///   - kinds: the Rego kinds that fit the cell's command.
    private init(cell: Cell, task: any TaskType, ci: String, open: Set<Attestor>, kinds: [RegoKind], plan: Plan) {
        var required = plan.demands.attestors.union(task.attestors)
        if let attestor = cell.command.yields?.attestor, attestor != .sarif { required.insert(attestor) }
        if let attestor = CIPlatform(rawValue: ci)?.attestor, plan.catalog.attestors.contains(attestor) { required.insert(attestor) }
        let recorded = required.union(open).union(Attestor.alwaysOn)
        self.cell = cell
        self.task = task
        self.ci = ci
        self.required = required
        optional = open.subtracting(required)
        regoKinds = kinds.filter { recorded.contains($0.attestor) && (task.regoKinds.isEmpty || task.regoKinds.contains($0.id)) }
    }

    private var withoutRego: Setting {
        var setting = self
        setting.regoKinds = []
        return setting
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
