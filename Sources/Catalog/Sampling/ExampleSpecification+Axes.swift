import Witness

extension ExampleSpecification {
    /// The example's values on all axes, those of sets one by one.
    ///
    /// An attestor that is not asked for is a value too (`attestor=-git`): leaving one out is as much a case as asking for it.
    func axisValues(in catalog: Catalog) -> [AxisValue] {
        let asked = Set(attestors)
        var values = [
            AxisValue(.task, task), AxisValue(.language, language), AxisValue(.project, "\(language)/\(project)"), AxisValue(.command, command),
            AxisValue(.step, step), AxisValue(.ci, ci), AxisValue(.signer, signer), AxisValue(.sbom, sbom),
        ]
        values += catalog.attestors.map { AxisValue(.attestor, (asked.contains($0) ? "" : "-") + $0.name) }
        values += (rego.isEmpty ? ["none"] : rego).map { AxisValue(.rego, $0) }
        return values
    }
}

extension ExampleSpecification {
    /// What a row of a dataset tells of the specification that it comes from: all but seed and position.
    init(_ axes: ExampleAxes) {
        self.init(
            index: 0, seed: 0, task: axes.task, language: axes.language, project: axes.template, command: axes.command, step: axes.step,
            attestors: axes.attestors.compactMap(Attestor.init).filter { !Attestor.alwaysOn.contains($0) }, ci: axes.ci, rego: axes.rego,
            signer: axes.signer, sbom: axes.sbom)
    }
}
