/// The formats of a software bill of materials that the `sbom` attestor reads.
public enum SBOMFormat: String, Codable, Sendable, Hashable, CaseIterable {
    /// CycloneDX in JSON, up to specification 1.6.
    case cycloneDX = "cyclonedx"
    /// SPDX 2 in JSON.
    case spdx

    /// The type under which a collection records such a document.
    public var predicateType: String {
        switch self {
        case .cycloneDX: "https://cyclonedx.org/bom"
        case .spdx: "https://spdx.dev/Document"
        }
    }
}
