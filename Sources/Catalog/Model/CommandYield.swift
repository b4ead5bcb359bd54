import Witness

/// What a command's products hold for an attestor to find.
public enum CommandYield: String, Codable, Sendable, Hashable, CaseIterable {
    /// A CycloneDX document.
    case cycloneDX = "sbom-cyclonedx"
    /// An SPDX document.
    case spdx = "sbom-spdx"
    /// A SARIF log.
    case sarif

    /// The format of the bill of materials, or `nil` when this is none.
    public var sbomFormat: SBOMFormat? {
        switch self {
        case .cycloneDX: .cycloneDX
        case .spdx: .spdx
        case .sarif: nil
        }
    }
}
