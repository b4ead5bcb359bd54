/// The places whose surroundings can be imitated: five that run pipelines or build jobs, and two that are hosts alone.
public enum CIPlatform: String, Codable, Sendable, Hashable, CaseIterable {
    /// GitHub Actions, on github.com or GitHub Enterprise Server.
    case gitHub = "github"
    /// GitLab CI, on gitlab.com or self-managed.
    case gitLab = "gitlab"
    /// A Jenkins controller and agent.
    case jenkins
    /// AWS CodeBuild.
    case awsCodeBuild = "aws-codebuild"
    /// A shell on an Amazon EC2 instance.
    case ec2 = "aws"
    /// A shell on a Google Compute Engine instance.
    case computeEngine = "gcp"

    /// Whether the work is described by a file in the repository. (A freestyle job of Jenkins has none all the same.)
    public var keepsPipelineFile: Bool {
        switch self {
        case .gitHub, .gitLab, .jenkins, .awsCodeBuild: true
        case .ec2, .computeEngine: false
        }
    }

    /// What can set off work there, in the order in which a platform's documentation has it. A host knows of none but a person at a shell.
    public var triggers: [CITrigger] {
        switch self {
        case .gitHub: [.push, .pullRequest, .tag, .schedule, .manual, .release]
        case .gitLab: [.push, .pullRequest, .tag, .schedule, .manual]
        case .jenkins: [.push, .pullRequest, .tag, .schedule, .manual]
        case .awsCodeBuild: [.push, .pullRequest, .tag, .manual]
        case .ec2, .computeEngine: [.manual]
        }
    }
}
