extension Jenkins {
    /// The Jenkinsfile that would bring this build about.
    func pipelineFile(_ steps: [PipelineStep]) -> CIFile {
        var lines = ["pipeline {", "    agent { label 'linux' }"]
        if build.trigger == .schedule { lines += ["    triggers { cron('\(Self.cron)') }"] }
        lines += ["    stages {", "        stage('\(PipelineText.groovy(build.job))') {"]
        if let condition { lines.append("            when { \(condition) }") }
        lines.append("            steps {")
        for step in steps {
            lines += ["                // \(step.name)", "                sh '''"]
            lines += PipelineText.indented(step.lines.map(PipelineText.groovy), by: 20)
            lines += ["                '''"]
        }
        lines += ["            }", "        }", "    }", "}"]
        return CIFile(path: "Jenkinsfile", text: lines.joined(separator: "\n") + "\n")
    }

    /// See ``CIMock/pipelineTerms``.
    var pipelineTerms: [String] {
        let occasion: String? =
            switch build.trigger {
            case .push where kind == .multibranch: "only on branch `\(build.refName)`"
            case .pullRequest: "only for change requests into `\(build.pullRequest?.target ?? "")`"
            case .tag, .release: "only for tags"
            case .schedule: "on the cron schedule `\(Self.cron)`"
            case .push, .manual: nil
            }
        return ["stage `\(build.job)`", "agent label `linux`"] + (occasion.map { [$0] } ?? [])
    }

    private static let cron = "H 4 * * *"

    private var condition: String? {
        switch build.trigger {
        case .push where kind == .multibranch: "branch '\(PipelineText.groovy(build.refName))'"
        case .pullRequest: "changeRequest target: '\(PipelineText.groovy(build.pullRequest?.target ?? ""))'"
        case .tag, .release: "buildingTag()"
        case .push, .schedule, .manual: nil
        }
    }
}
