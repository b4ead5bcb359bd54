import Witness

/// What `--only` filters ask of every example, with what follows from them.
struct Demands: Sendable {
    /// What the filters say about Rego.
    enum Rego: Sendable, Hashable {
        case free
        case without
        case with([String])
    }

    let filters: [AxisValue]
    /// Attestors that must be asked for.
    let attestors: Set<Attestor>
    /// What must hold of the policy.
    let rego: Rego

    /// Reads filters.
    /// - Throws: ``PlanError`` when a value is unknown, or two filters contradict each other on their face.
    init(_ filters: [AxisValue], catalog: Catalog) throws {
        self.filters = filters
        for filter in filters {
            let known = Demands.values(of: filter.axis, in: catalog)
            guard known.contains(filter.value) else { throw PlanError.unknownValue(filter, known: known) }
        }
        let kinds = filters.filter { $0.axis == .rego }.map(\.value)
        rego = kinds.isEmpty ? .free : kinds == ["none"] ? .without : .with(kinds)
        guard !kinds.contains("none") || kinds.count == 1 else {
            throw PlanError.impossible(filters, reason: "a policy can't both hold Rego and hold none")
        }
        guard kinds.count <= Plan.maximumRegoKinds else {
            throw PlanError.impossible(filters, reason: "a policy holds at most \(Plan.maximumRegoKinds) Rego kinds")
        }
        attestors = Set(
            filters.filter { $0.axis == .attestor }.compactMap { Attestor(rawValue: $0.value) }
                + kinds.compactMap { catalog.regoKind($0)?.attestor }.filter { !Attestor.alwaysOn.contains($0) }
        )
    }

    /// Whether a value of a single-valued axis is allowed.
    func allow(_ axis: Axis, _ value: String) -> Bool {
        filters.allSatisfy { $0.axis != axis || $0.value == value }
    }

    /// Whether a policy may hold Rego, or may hold none.
    func allow(rego hasRego: Bool) -> Bool {
        switch rego {
        case .free: true
        case .without: !hasRego
        case .with: hasRego
        }
    }

    /// Whether a policy may hold these kinds and no others; none at all means that nothing is fixed.
    func allow(regoKinds: Set<String>) -> Bool {
        guard case .with(let demanded) = rego else { return true }
        return regoKinds.isEmpty || regoKinds.isSuperset(of: demanded)
    }

    /// All values of an axis in a catalog.
    static func values(of axis: Axis, in catalog: Catalog) -> [String] {
        switch axis {
        case .task: catalog.tasks.map(\.name)
        case .language: catalog.languages
        case .project: catalog.projects.map(\.id)
        case .command: catalog.commands.map(\.id)
        case .category: CommandCategory.allCases.map(\.rawValue)
        case .step: catalog.steps.map(\.name)
        case .attestor: catalog.attestors.map(\.name)
        case .ci: catalog.ci.map(\.id)
        case .rego: ["none"] + catalog.regoKinds.map(\.id)
        case .signer: catalog.signers.map(\.id)
        case .sbom: ["none"] + Set(catalog.commands.map(\.sbomName)).subtracting(["none"]).sorted()
        }
    }
}
