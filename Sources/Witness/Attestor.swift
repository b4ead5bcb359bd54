/// The attestors of witness 0.11, by the names that `witness run --attestations` takes.
public enum Attestor: String, Codable, Sendable, Hashable, CaseIterable {
    /// Amazon EC2 instance identity.
    case aws
    /// AWS CodeBuild build.
    case awsCodeBuild = "aws-codebuild"
    /// The attested command, its output and exit code; always recorded.
    case commandRun = "command-run"
    /// Image metadata written by a container build.
    case docker
    /// Environment variables, operating system, host and user.
    case environment
    /// Google Cloud instance identity.
    case gcpIIT = "gcp-iit"
    /// Commit, branch, author and state of the working tree.
    case git
    /// GitHub Actions job.
    case github
    /// GitLab CI job.
    case gitlab
    /// Jenkins build.
    case jenkins
    /// A JSON web token.
    case jwt
    /// Kubernetes manifests among the products.
    case k8sManifest = "k8smanifest"
    /// An in-toto link.
    case link
    /// Lock files of package managers.
    case lockfiles
    /// Files in the working directory before the command; always recorded.
    case material
    /// The Maven project and its dependencies.
    case maven
    /// A container image tarball.
    case oci
    /// Files, modes and digests of the working directory as an OmniTrail.
    case omnitrail
    /// A policy verification.
    case policyVerify = "policyverify"
    /// Files that the command created or changed; always recorded.
    case product
    /// Findings of a static analyser.
    case sarif
    /// A software bill of materials among the products.
    case sbom
    /// Secrets found in products and output.
    case secretScan = "secretscan"
    /// SLSA provenance.
    case slsa
    /// Packages installed on the system.
    case systemPackages = "system-packages"
    /// A vulnerability exchange document.
    case vex

    /// The attestors that witness records without being asked.
    public static let alwaysOn: [Attestor] = [.commandRun, .material, .product]

    /// The name on the command line.
    public var name: String { rawValue }

    /// The types under which a collection may record the attestation.
    ///
    /// All but one attestor have a single type. `sbom` records the type of the document it found, never the type that
    /// `witness attestors list` shows for it.
    public var predicateTypes: [String] {
        switch self {
        case .link: ["https://in-toto.io/attestation/link/v0.3"]
        case .slsa: ["https://slsa.dev/provenance/v1.0"]
        case .sbom: SBOMFormat.allCases.map(\.predicateType)
        case .vex: ["https://openvex.dev/ns"]
        case .policyVerify: ["https://slsa.dev/verification_summary/v1"]
        case .k8sManifest: ["https://witness.dev/attestations/k8smanifest/v0.2"]
        default: ["https://witness.dev/attestations/\(rawValue)/v0.1"]
        }
    }

    /// What must be there for the attestor to succeed, or to have something to say.
    public var requirement: AttestorRequirement {
        switch self {
        case .git: .repository
        case .lockfiles: .lockfile
        case .maven: .pom
        case .sbom, .sarif, .vex, .docker, .oci, .k8sManifest: .product
        case .jenkins: .environmentVariable("JENKINS_URL")
        case .awsCodeBuild: .environmentVariable("CODEBUILD_BUILD_ID")
        case .gitlab: .environmentVariable("GITLAB_CI")
        case .github: .environmentVariable("GITHUB_ACTIONS")
        case .aws, .gcpIIT: .metadataService
        case .jwt, .policyVerify: .unavailable
        case .commandRun, .environment, .link, .material, .omnitrail, .product, .secretScan, .slsa, .systemPackages: .none
        }
    }
}
