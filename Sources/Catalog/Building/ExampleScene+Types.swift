import Witness

extension ExampleScene {
    /// The types of attestation that the run must record, and no others; sorted.
    var recordedTypes: [String] {
        (specification.attestors + Attestor.alwaysOn).map { attestor in
            attestor == .sbom ? command.sbom?.sbomFormat?.predicateType ?? "" : attestor.predicateTypes[0]
        }.sorted()
    }
}
