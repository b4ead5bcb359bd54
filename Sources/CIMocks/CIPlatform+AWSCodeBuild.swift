extension CIPlatform {
    /// The build's id has no colon: with one, the attestor would ask the CodeBuild API, which does not exist in a sandbox.
    /// For the same reason the metadata service is declared absent.
    func awsCodeBuildEnvironment(of build: CIBuild) -> [String: String] {
        let region = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2"][Int(build.seed % 5)]
        let account = String(100_000_000_000 + build.seed / 5 % 900_000_000_000)
        let identifier = "\(build.project)-\(build.number)"
        return [
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "CODEBUILD_BUILD_ID": identifier,
            "CODEBUILD_BUILD_ARN": "arn:aws:codebuild:\(region):\(account):build/\(identifier)",
            "CODEBUILD_BUILD_NUMBER": "\(build.number)",
            "CODEBUILD_BUILD_SUCCEEDING": "1",
            "CODEBUILD_INITIATOR": "codepipeline/\(build.project)",
            "CODEBUILD_RESOLVED_SOURCE_VERSION": build.branch,
            "CODEBUILD_SOURCE_VERSION": "refs/heads/\(build.branch)",
            "CODEBUILD_SOURCE_REPO_URL": "https://git.\(build.organization).example/\(build.project).git",
            "CODEBUILD_SRC_DIR": build.workspace,
        ]
    }
}
