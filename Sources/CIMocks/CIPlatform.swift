/// The CI platforms whose surroundings can be imitated by environment variables alone.
public enum CIPlatform: String, Codable, Sendable, Hashable, CaseIterable {
    /// A Jenkins controller and agent.
    case jenkins
    /// AWS CodeBuild.
    case awsCodeBuild = "aws-codebuild"

    /// The variables that the platform sets for one build.
    public func environment(of build: CIBuild) -> [String: String] {
        switch self {
        case .jenkins: jenkinsEnvironment(of: build)
        case .awsCodeBuild: awsCodeBuildEnvironment(of: build)
        }
    }
}
