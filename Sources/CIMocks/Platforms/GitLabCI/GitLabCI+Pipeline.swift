extension GitLabCI {
    /// The pipeline file that would bring this job about.
    func pipelineFile(_ steps: [PipelineStep]) -> CIFile {
        var lines = [
            "workflow:", "  name: \(PipelineText.scalar(build.pipeline))", "  rules:", "    - if: \(rule)", "", "stages:", "  - \(stage)", "",
        ]
        lines += ["\(PipelineText.scalar(build.job)):", "  stage: \(stage)", "  image: \(image)"]
        if let deployment = build.deployment { lines += ["  environment:", "    name: \(PipelineText.scalar(deployment))"] }
        lines += ["  script:"]
        for step in steps { lines += ["    # \(step.name)", "    - |"] + PipelineText.indented(step.lines, by: 6) }
        return CIFile(path: ".gitlab-ci.yml", text: lines.joined(separator: "\n") + "\n")
    }

    /// See ``CIMock/pipelineTerms``.
    var pipelineTerms: [String] {
        let occasion =
            switch build.trigger {
            case .push: "only on branch `\(build.refName)`"
            case .pullRequest: "only for merge requests"
            case .tag, .release: "only for tags"
            case .schedule: "only on schedules"
            case .manual: "only when started from the web"
            }
        let terms = ["pipeline name `\(build.pipeline)`", "job `\(build.job)` in stage `\(stage)`", "image `\(image)`", occasion]
        return terms + (build.deployment.map { ["environment `\($0)`"] } ?? [])
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
