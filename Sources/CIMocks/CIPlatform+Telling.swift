extension CIPlatform {
    /// Variables by which a rule may tell one build from another; none of them names a commit, and witness records the value of each: that of
    /// `GITLAB_USER_LOGIN`, for one, it takes for a secret.
    public var tellingVariables: [String] {
        switch self {
        case .gitHub: ["GITHUB_REPOSITORY", "GITHUB_REF", "GITHUB_WORKFLOW", "GITHUB_EVENT_NAME", "GITHUB_ACTOR", "GITHUB_JOB", "RUNNER_ENVIRONMENT"]
        case .gitLab: ["CI_PROJECT_PATH", "CI_COMMIT_REF_NAME", "CI_PIPELINE_SOURCE", "CI_JOB_NAME", "CI_JOB_STAGE"]
        case .jenkins: ["BRANCH_NAME", "BUILD_NUMBER", "JOB_NAME", "NODE_NAME"]
        case .awsCodeBuild: ["AWS_REGION", "CODEBUILD_BUILD_NUMBER", "CODEBUILD_INITIATOR", "CODEBUILD_SOURCE_VERSION"]
        case .ec2: ["AWS_REGION"]
        case .computeEngine: []
        }
    }
}
