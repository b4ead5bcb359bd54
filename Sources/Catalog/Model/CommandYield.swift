import Witness

/// What a command's products hold for an attestor to find.
public enum CommandYield: String, Codable, Sendable, Hashable, CaseIterable {
    /// A CycloneDX document.
    case cycloneDX = "sbom-cyclonedx"
    /// An SPDX document.
    case spdx = "sbom-spdx"
    /// A SARIF log.
    case sarif
    /// An OpenVEX document.
    case vex
    /// The metadata that a container build leaves, with the image's digest.
    case imageMetadata = "image-metadata"
    /// A container image in the layout of `docker save`.
    case imageArchive = "image-archive"
    /// Kubernetes manifests.
    case kubernetes

    /// The format of the bill of materials, or `nil` when this is none.
    public var sbomFormat: SBOMFormat? {
        switch self {
        case .cycloneDX: .cycloneDX
        case .spdx: .spdx
        case .sarif, .vex, .imageMetadata, .imageArchive, .kubernetes: nil
        }
    }

    /// The attestor that looks for it.
    public var attestor: Attestor {
        switch self {
        case .cycloneDX, .spdx: .sbom
        case .sarif: .sarif
        case .vex: .vex
        case .imageMetadata: .docker
        case .imageArchive: .oci
        case .kubernetes: .k8sManifest
        }
    }
}
