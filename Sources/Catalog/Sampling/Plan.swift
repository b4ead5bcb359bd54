import CIMocks
import Witness

/// The rows of a dataset before they are carried out: row i is a pure function of seed, catalog, filters and i.
///
/// The first thousand rows of a plan of a hundred thousand are the plan of a thousand. Rows up to ``coveringPrefix`` are chosen
/// among candidates so that pairs of axis values that have not met yet do, in order and when one is first asked for, so that the first to be
/// asked for costs what all before it do. Later rows are drawn and cost the same each, but for one in ``missingPairPeriod`` from
/// ``missingPairStart`` on, which are given to the pairs that no row before had, until each has been met. Memory does not grow with the plan.
public struct Plan: Sendable {
    /// Rows chosen for the pairs of axis values they add.
    public static let coveringPrefix = 4096
    /// Rows after which the pairs that the constraints allow and that none of them has are looked for.
    public static let missingPairStart = 3 * coveringPrefix
    /// Of the rows from ``missingPairStart`` on, one in so many is given to such a pair, as long as there are any.
    public static let missingPairPeriod = 4
    /// The most Rego kinds in one policy.
    static let maximumRegoKinds = 2

    /// The seed.
    public let seed: UInt64
    /// What examples are made from.
    public let catalog: Catalog
    /// What every example must have.
    public let filters: [AxisValue]
    /// Programs that the image lacks: no row has a command that needs one of them.
    public let lacking: Set<String>

    let demands: Demands
    let ciChoices: [CIChoice]
    /// The types of tasks that some row may have.
    let tasks: [TaskChoice]
    private let schedule: Schedule
    private let prefix = CoveringPrefix()
    private let missingPairs = MissingPairs()
    /// Of the attestors that depend on neither project nor platform.
    private let attestorSets: AttestorSetOrder
    /// The attestors that depend on neither project nor platform, of which any non-empty set may be asked for.
    let freeAttestors: [Attestor]
    /// The projects with each command that applies to them.
    let cells: [Cell]

    /// Makes a plan.
    /// - Parameters:
    ///   - filters: values that every example must have.
    ///   - lacking: programs that the image lacks; without an image, those that the catalog calls gated.
    /// - Throws: ``PlanError`` when no example can meet the filters.
    public init(seed: UInt64, catalog: Catalog, only filters: [AxisValue] = [], lacking: Set<String>? = nil) throws {
        let lacking = lacking ?? catalog.gated
        self.lacking = lacking
        self.seed = seed
        self.catalog = catalog
        self.filters = filters
        freeAttestors = catalog.attestors.filter { [.none, .repository].contains($0.requirement) }
        attestorSets = AttestorSetOrder(seed: seed, attestors: freeAttestors)
        let demands = try Demands(filters, catalog: catalog)
        self.demands = demands
        ciChoices = catalog.ci.filter { choice in
            demands.allow(.ci, choice.id)
                && demands.attestors.allSatisfy { attestor in
                    attestor.platform.map { $0.rawValue == choice.id } ?? true
                }
        }
        guard !ciChoices.isEmpty else { throw PlanError.impossible(filters, reason: Constraint.ciAttestorNeedsPlatform.rawValue) }
        let rego = try Plan.regoDemand(of: demands, catalog: catalog)
        let cells = try Plan.cells(of: catalog, meeting: demands, ci: ciChoices[0].id, lacking: lacking)
        let allowed = catalog.tasks.filter { demands.allow(.task, $0.name) && demands.allow(regoKinds: $0.type.regoKinds) }
        guard !allowed.isEmpty else { throw PlanError.impossible(filters, reason: Constraint.taskHasOtherRego.rawValue) }
        let signing = allowed.filter { !Plan.signers(of: catalog, meeting: demands, for: $0.type).isEmpty }
        guard !signing.isEmpty else { throw PlanError.impossible(filters, reason: Constraint.taskTakesNoCertificate.rawValue) }
        let places = ciChoices
        tasks = signing.filter { places.contains(where: $0.type.takesPlace) }
        guard !tasks.isEmpty else { throw PlanError.impossible(filters, reason: Constraint.taskTakesPlaceElsewhere.rawValue) }
        let tasks = tasks
        let fitting = cells.filter { cell in tasks.contains { Constraint.excluding($0.type, from: cell) == nil } }
        guard !fitting.isEmpty else {
            let broken = Set(cells.flatMap { cell in tasks.compactMap { Constraint.excluding($0.type, from: cell)?.rawValue } })
            throw PlanError.impossible(filters, reason: broken.sorted().joined(separator: "; "))
        }
        self.cells = fitting
        schedule = Schedule(seed: seed, cells: fitting, rego: rego)
    }

    /// The attestors of its rows that succeed only where witness can verify a platform's token.
    public var tokenAttestors: [Attestor] {
        ciChoices.compactMap(\.platform).filter { [.gitHub, .gitLab, .computeEngine].contains($0) }.map(\.attestor)
    }

    /// The specification of a row.
    /// - Parameter index: position in the plan, from 0.
    public func specification(at index: Int) -> ExampleSpecification {
        let draw = candidates(of: index)
        guard index < Self.coveringPrefix else { return rowOfMissingPair(at: index) ?? draw(0) }
        return draw(
            prefix.candidate(of: index) { row in
                let draw = candidates(of: row)
                return { draw($0).axisValues(in: catalog) }
            })
    }

    /// The row at a place that is given to a missing pair.
    private func rowOfMissingPair(at index: Int) -> ExampleSpecification? {
        let (number, rest) = (index - Self.missingPairStart).quotientAndRemainder(dividingBy: Self.missingPairPeriod)
        guard index >= Self.missingPairStart, rest == 0 else { return nil }
        return missingPairs.row(number, of: self, after: Self.missingPairStart) { Self.missingPairStart + $0 * Self.missingPairPeriod }
    }

    /// The plan whose rows have further values.
    /// - Throws: ``PlanError`` when there is none.
    func demanding(_ values: [AxisValue]) throws -> Plan {
        try Plan(seed: seed, catalog: catalog, only: filters + values.filter { !filters.contains($0) }, lacking: lacking)
    }

    /// What a row may be, by the number of the candidate.
    func candidates(of index: Int) -> (Int) -> ExampleSpecification {
        let place = schedule.place(of: index)
        let common = commonAttestors(of: index, in: place.cell)
        return { candidate in
            var draw = ExampleDraw(plan: self, cell: place.cell, index: index, common: common, candidate: candidate)
            return draw.specification(hasRego: place.hasRego)
        }
    }

    /// The part of the attestor set that depends on neither project nor platform: a set that the cell excludes is skipped for the next.
    private func commonAttestors(of index: Int, in cell: Cell) -> Set<Attestor> {
        attestorSets.sets(from: index).first { $0.isDisjoint(with: cell.command.excludes) } ?? []
    }

    /// Where a row with a type of task may take place.
    func ciChoices(for task: any TaskType) -> [CIChoice] {
        ciChoices.filter(task.takesPlace)
    }

    /// What signs in a row with a type of task.
    func signers(for task: any TaskType) -> [Signer] { Plan.signers(of: catalog, meeting: demands, for: task) }

    private static func signers(of catalog: Catalog, meeting demands: Demands, for task: any TaskType) -> [Signer] {
        catalog.signers.filter { demands.allow(.signer, $0.id) && Constraint.excluding(task, from: $0) == nil }
    }

    /// What filters say about Rego, of themselves and through the task that they name.
    private static func regoDemand(of demands: Demands, catalog: Catalog) throws -> Demands.Rego {
        let tasks = catalog.tasks.filter { demands.allow(.task, $0.name) }.map(\.type)
        if tasks.allSatisfy({ $0.rego == .never }) {
            guard case .with = demands.rego else { return .without }
            throw PlanError.impossible(demands.filters, reason: Constraint.taskHasNoRego.rawValue)
        }
        if tasks.allSatisfy({ $0.rego == .always }) {
            guard demands.rego != .without else { throw PlanError.impossible(demands.filters, reason: Constraint.taskNeedsRego.rawValue) }
            return demands.rego == .free ? .with([]) : demands.rego
        }
        return demands.rego
    }

    /// The cells in which the demands can be met.
    private static func cells(of catalog: Catalog, meeting demands: Demands, ci: String, lacking: Set<String>) throws -> [Cell] {
        let cells = catalog.projects.flatMap { project in
            catalog.commands.filter { $0.applies(to: project) }.map { Cell(project: project, command: $0) }
        }
        let named = cells.filter { cell in
            demands.allow(.language, cell.project.language) && demands.allow(.project, cell.project.id)
                && demands.allow(.command, cell.command.id) && demands.allow(.category, cell.command.category.rawValue)
                && demands.allow(.sbom, cell.command.sbomName) && cell.command.stepNames.contains { demands.allow(.step, $0) }
        }
        guard !named.isEmpty else {
            throw PlanError.impossible(demands.filters, reason: "no command has these values together")
        }
        let runnable = named.filter { lacking.isDisjoint(with: $0.command.requires) }
        guard !runnable.isEmpty else {
            let missing = lacking.intersection(named.flatMap(\.command.requires)).sorted()
            throw PlanError.impossible(demands.filters, reason: "the image lacks \(missing.joined(separator: ", "))")
        }
        var excluded: Set<Constraint> = []
        let possible = runnable.filter { cell in
            let broken = demands.attestors.compactMap { Constraint.excluding($0, from: cell.project, cell.command, ci: ci) }
            excluded.formUnion(broken)
            guard broken.isEmpty, case .with(let kinds) = demands.rego else { return broken.isEmpty }
            return kinds.allSatisfy { catalog.regoKind($0)?.variants(for: cell.command).isEmpty == false }
        }
        guard !possible.isEmpty else {
            let reasons = excluded.map(\.rawValue).sorted()
            throw PlanError.impossible(demands.filters, reason: reasons.isEmpty ? "no Rego rule fits" : reasons.joined(separator: "; "))
        }
        return possible
    }
}
