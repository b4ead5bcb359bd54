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
    /// The `sarif` attestor fails without a SARIF log among the products.
    case sarifNeedsSARIF = "sarif needs a command that writes a SARIF log and nothing like it"
    /// A CI attestor fails outside its platform.
    case ciAttestorNeedsPlatform = "a CI attestor needs its own platform"
    /// What a command leaves behind makes an attestor fail: `omnitrail`, for one, refuses symbolic links that lead out of the tree.
    case commandExcludesAttestor = "the command leaves something behind that the attestor does not take"

    /// A conversation that has no policy, or none with Rego, can't state what a Rego rule demands.
    case taskHasNoRego = "the task has no policy that could hold Rego"
    /// A task about Rego needs some.
    case taskNeedsRego = "the task is about Rego"
    /// A task about a pipeline file needs a platform that reads one from the repository.
    case taskNeedsPipelineFile = "the task is about a pipeline file in the repository"
    /// A task about bare public keys has no place for the certificates of others.
    case taskTakesNoCertificate = "the task is about keys that no authority certifies"

    /// The rule that keeps an attestor from a project, a command and a platform, if there is one.
    static func excluding(_ attestor: Attestor, from project: Project, _ command: CommandPattern, ci: String) -> Constraint? {
        if command.excludes.contains(attestor) { return .commandExcludesAttestor }
        return switch attestor.requirement {
        case .lockfile: project.lockfile == nil ? .lockfilesNeedsLockfile : nil
        case .pom: project.maven ? nil : .mavenNeedsPOM
        case .sbomProduct: command.sbom == nil ? .sbomNeedsSBOM : nil
        case .sarifProduct: command.yields == [.sarif] ? nil : .sarifNeedsSARIF
        case .environmentVariable, .metadataService: ci == attestor.platform?.rawValue ? nil : .ciAttestorNeedsPlatform
        case .none, .repository, .product, .unavailable: nil
        }
    }
}
