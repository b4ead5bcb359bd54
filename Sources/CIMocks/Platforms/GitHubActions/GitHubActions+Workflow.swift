extension GitHubActions {
    /// The workflow that would bring this job about.
    func workflow(_ steps: [PipelineStep]) -> CIFile {
        var lines = ["name: \(build.pipeline)", "", "on:"] + trigger
        lines += ["", "permissions:", "  contents: read", "  id-token: write", "", "jobs:", "  \(build.job):", "    runs-on: ubuntu-latest"]
        if let deployment = build.deployment { lines.append("    environment: \(deployment)") }
        lines += ["    steps:", "      - uses: actions/checkout@v4"]
        for step in steps {
            lines += ["      - name: \(PipelineText.scalar(step.name))", "        run: |"] + PipelineText.indented(step.lines, by: 10)
        }
        return CIFile(path: workflowPath, text: lines.joined(separator: "\n") + "\n")
    }

    private var trigger: [String] {
        switch build.trigger {
        case .push: ["  push:", "    branches: [\(PipelineText.scalar(build.refName))]"]
        case .pullRequest: ["  pull_request:", "    branches: [\(PipelineText.scalar(build.pullRequest?.target ?? build.refName))]"]
        case .tag: ["  push:", "    tags: [\"v*\"]"]
        case .schedule: ["  schedule:", "    - cron: \"17 4 * * *\""]
        case .manual: ["  workflow_dispatch:"]
        case .release: ["  release:", "    types: [published]"]
        }
    }
}
