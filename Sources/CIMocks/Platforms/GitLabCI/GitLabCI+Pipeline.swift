extension GitLabCI {
    /// The pipeline file that would bring this job about.
    func pipelineFile(_ steps: [PipelineStep]) -> CIFile {
        var lines = [
            "workflow:", "  name: \(PipelineText.scalar(build.pipeline))", "  rules:", "    - if: \(rule)", "", "stages:", "  - \(stage)", "",
        ]
        lines += ["\(build.job):", "  stage: \(stage)"]
        if let deployment = build.deployment { lines += ["  environment:", "    name: \(deployment)"] }
        lines += ["  script:"]
        for step in steps { lines += ["    # \(step.name)", "    - |"] + PipelineText.indented(step.lines, by: 6) }
        return CIFile(path: ".gitlab-ci.yml", text: lines.joined(separator: "\n") + "\n")
    }

    private var rule: String {
        switch build.trigger {
        case .push: "$CI_COMMIT_BRANCH == \"\(build.refName)\""
        case .pullRequest: "$CI_PIPELINE_SOURCE == \"merge_request_event\""
        case .tag, .release: "$CI_COMMIT_TAG"
        case .schedule: "$CI_PIPELINE_SOURCE == \"schedule\""
        case .manual: "$CI_PIPELINE_SOURCE == \"web\""
        }
    }
}
