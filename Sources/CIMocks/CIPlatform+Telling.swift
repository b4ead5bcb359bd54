extension CIPlatform {
    /// Variables by which a rule may tell one build from another.
    public var tellingVariables: [String] {
        switch self {
        case .jenkins: ["BRANCH_NAME", "BUILD_NUMBER", "JOB_NAME", "NODE_NAME"]
        case .awsCodeBuild: ["AWS_REGION", "CODEBUILD_BUILD_NUMBER", "CODEBUILD_INITIATOR", "CODEBUILD_SOURCE_VERSION"]
        }
    }
}
