/// AWS CodeBuild as a build's commands see it.
///
/// Source of names and forms: AWS's documentation, "Environment variables in build environments".
struct CodeBuild: Sendable {
    let build: CIBuild

    private static let regions = ["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2"]

    var region: String { build.repositoryInvented.pick("region", Self.regions) }
    var account: String { AmazonAccount(owner: build.repository.owner).id }
    var buildUUID: String { build.invented.uuid("build") }

    /// Its second part stands after no colon: with one, the attestor would ask the CodeBuild service, which no sandbox can reach.
    var buildID: String { "\(build.pipeline)-\(buildUUID)" }

    var sourceVersion: String {
        if let request = build.pullRequest { return "pr/\(request.number)" }
        return build.trigger.isOfTag ? "refs/tags/\(build.refName)" : "refs/heads/\(build.refName)"
    }

    var sourceDirectory: String {
        "/codebuild/output/src\(build.invented.number("source", 100_000_000...999_999_999))/src/\(build.repository.host)/\(build.repository.path)"
    }

    var environment: [String: String] {
        var variables = [
            "AWS_DEFAULT_REGION": region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": region,
            "CI": "true",
            "CODEBUILD_BUILD_ARN": "arn:aws:codebuild:\(region):\(account):build/\(buildID)",
            "CODEBUILD_BUILD_ID": buildID,
            "CODEBUILD_BUILD_IMAGE": "aws/codebuild/standard:7.0",
            "CODEBUILD_BUILD_NUMBER": "\(build.number)",
            "CODEBUILD_BUILD_SUCCEEDING": "1",
            "CODEBUILD_INITIATOR": build.actor,
            "CODEBUILD_KMS_KEY_ID": "arn:aws:kms:\(region):\(account):alias/aws/s3",
            "CODEBUILD_LOG_PATH": buildUUID,
            "CODEBUILD_PUBLIC_BUILD_URL": "",
            "CODEBUILD_RESOLVED_SOURCE_VERSION": build.commit.id,
            "CODEBUILD_SOURCE_REPO_URL": build.repository.cloneURL,
            "CODEBUILD_SOURCE_VERSION": sourceVersion,
            "CODEBUILD_SRC_DIR": sourceDirectory,
            "CODEBUILD_START_TIME": "\(build.startTime * 1000)",
        ]
        if build.trigger != .manual { variables.merge(webhook) { _, event in event } }
        return variables
    }

    private var webhook: [String: String] {
        let base = build.pullRequest?.target ?? build.repository.defaultBranch
        let event =
            switch build.trigger {
            case .pullRequest: "PULL_REQUEST_UPDATED"
            case .release: "RELEASED"
            case .push, .tag, .schedule, .manual: "PUSH"
            }
        return [
            "CODEBUILD_INITIATOR": "GitHub-Hookshot/\(build.invented.hexadecimal("hookshot", 7))",
            "CODEBUILD_WEBHOOK_ACTOR_ACCOUNT_ID": "\(build.invented(for: build.actor).number("account", 1_000_000...180_000_000))",
            "CODEBUILD_WEBHOOK_BASE_REF": "refs/heads/\(base)",
            "CODEBUILD_WEBHOOK_EVENT": event,
            "CODEBUILD_WEBHOOK_HEAD_REF": build.trigger.isOfTag ? "refs/tags/\(build.refName)" : "refs/heads/\(build.refName)",
            "CODEBUILD_WEBHOOK_PREV_COMMIT": build.previousCommit?.id ?? "",
            "CODEBUILD_WEBHOOK_TRIGGER": build.pullRequest.map { "pr/\($0.number)" } ?? (build.trigger.isOfTag ? "tag" : "branch")
                + "/\(build.refName)"
                ,
        ]
    }

    /// See ``CIMock/pipelineTerms``.
    var pipelineTerms: [String] { ["all commands in phase `build`"] }

    /// The build specification that would bring this build about.
    func buildSpecification(_ steps: [PipelineStep]) -> CIFile {
        var lines = ["version: 0.2", "", "phases:", "  build:", "    commands:"]
        for step in steps { lines += ["      # \(step.name)", "      - |"] + PipelineText.indented(step.lines, by: 8) }
        return CIFile(path: "buildspec.yml", text: lines.joined(separator: "\n") + "\n")
    }
}
