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
