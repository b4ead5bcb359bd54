extension GitHubActions {
    /// The workflow that would bring this job about.
    func workflow(_ steps: [PipelineStep]) -> CIFile {
        var lines = ["name: \(PipelineText.scalar(build.pipeline))", "", "on:"] + trigger
        lines += [
            "", "permissions:", "  contents: read", "  id-token: write", "", "jobs:", "  \(PipelineText.scalar(build.job)):",
            "    runs-on: ubuntu-latest",
        ]
        if let deployment = build.deployment { lines.append("    environment: \(PipelineText.scalar(deployment))") }
        lines += ["    steps:", "      - uses: actions/checkout@v6"]
        for step in steps {
            lines += ["      - name: \(PipelineText.scalar(step.name))", "        run: |"] + PipelineText.indented(step.lines, by: 10)
        }
        return CIFile(path: workflowPath, text: lines.joined(separator: "\n") + "\n")
    }

    /// See ``CIMock/pipelineTerms``; the path has the workflow's name.
    var workflowTerms: [String] {
        let occasion =
            switch build.trigger {
            case .push: "on pushes to `\(build.refName)`"
            case .pullRequest: "on pull requests into `\(build.pullRequest?.target ?? build.refName)`"
            case .tag: "on pushed tags `v*`"
            case .schedule: "on the cron schedule `\(Self.cron)`"
            case .manual: "on `workflow_dispatch`"
            case .release: "on published releases"
            }
        return ["job `\(build.job)`", occasion] + (build.deployment.map { ["environment `\($0)`"] } ?? [])
    }

    private var trigger: [String] {
        switch build.trigger {
        case .push: ["  push:", "    branches: [\(PipelineText.scalar(build.refName))]"]
        case .pullRequest: ["  pull_request:", "    branches: [\(PipelineText.scalar(build.pullRequest?.target ?? build.refName))]"]
        case .tag: ["  push:", "    tags: [\"v*\"]"]
        case .schedule: ["  schedule:", "    - cron: \"\(Self.cron)\""]
        case .manual: ["  workflow_dispatch:"]
        case .release: ["  release:", "    types: [published]"]
        }
    }
}
