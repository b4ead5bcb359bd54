import CIMocks
import Witness

/// The rules by which values of different axes exclude each other. Values that break one are never drawn; nothing is altered to fit.
public enum Constraint: String, Sendable, Hashable, CaseIterable {
    /// The `lockfiles` attestor needs a lock file that witness knows.
    case lockfilesNeedsLockfile = "lockfiles needs a project with a lock file"
    /// The `maven` attestor fails without `pom.xml`.
    case mavenNeedsPOM = "maven needs a project with pom.xml"
    /// The `sbom` attestor fails without a bill of materials among the products.
    case sbomNeedsSBOM = "sbom needs a command that writes a bill of materials"
    /// The `sarif` attestor fails without a SARIF log among the products, and takes other documents for one.
    case sarifNeedsSARIF = "sarif needs a command that writes a SARIF log and nothing like it"
    /// The `vex` attestor fails without an OpenVEX document among the products, and takes bills of materials and image metadata for one.
    case vexNeedsVEX = "vex needs a command that writes an OpenVEX document and nothing like it"
    /// The `docker` attestor fails without the metadata of a container build among the products.
    case dockerNeedsMetadata = "docker needs a command that writes the metadata of a container build"
    /// The `oci` attestor fails without an image archive among the products.
    case ociNeedsArchive = "oci needs a command that writes a container image archive"
    /// The `k8smanifest` attestor has nothing to say without manifests among the products.
    case manifestNeedsManifests = "k8smanifest needs a command that writes Kubernetes manifests"
    /// A CI attestor fails outside its platform.
    case ciAttestorNeedsPlatform = "a CI attestor needs its own platform"
    /// What a command leaves behind makes an attestor fail: `omnitrail`, for one, refuses symbolic links that lead out of the tree.
    case commandExcludesAttestor = "the command leaves something behind that the attestor does not take"

    /// A conversation that has no policy, or none with Rego, can't state what a Rego rule demands.
    case taskHasNoRego = "the task has no policy that could hold Rego"
    /// A task about Rego needs some.
    case taskNeedsRego = "the task is about Rego"
    /// A task about bare public keys has no place for the certificates of others.
    case taskTakesNoCertificate = "the task is about keys that no authority certifies"
    /// A task about one Rego rule has that one and no other.
    case taskHasOtherRego = "the task is about another Rego rule"
    /// A task that runs the command again does so from a clean tree, and preparations outside it may not bear a second time.
    case taskRunsTwice = "the task runs the command twice, and what prepares it may not be repeated"
    /// A task about a pipeline file needs a platform that reads one, a task without a network a place that asks for none.
    case taskTakesPlaceElsewhere = "the task does not take place there"

    /// The rule that keeps an attestor from a project, a command and a platform, if there is one.
    static func excluding(_ attestor: Attestor, from project: Project, _ command: CommandPattern, ci: String) -> Constraint? {
        if command.excludes.contains(attestor) { return .commandExcludesAttestor }
        return switch attestor.requirement {
        case .lockfile: project.lockfile == nil ? .lockfilesNeedsLockfile : nil
        case .pom: project.maven ? nil : .mavenNeedsPOM
        case .product: command.yields?.attestor == attestor ? nil : needsProduct(attestor)
        case .environmentVariable, .metadataService: ci == attestor.platform?.rawValue ? nil : .ciAttestorNeedsPlatform
        case .none, .repository, .unavailable: nil
        }
    }

    private static func needsProduct(_ attestor: Attestor) -> Constraint? {
        switch attestor {
        case .sbom: .sbomNeedsSBOM
        case .sarif: .sarifNeedsSARIF
        case .vex: .vexNeedsVEX
        case .docker: .dockerNeedsMetadata
        case .oci: .ociNeedsArchive
        case .k8sManifest: .manifestNeedsManifests
        default: nil
        }
    }
}
