/// GitLab CI as a job of a runner with the docker executor sees it.
///
/// Source of names and forms: GitLab's documentation, "Predefined CI/CD variables reference" and "OpenID Connect (OIDC) authentication using ID tokens".
struct GitLabCI: Sendable {
    let build: CIBuild

    var isSelfManaged: Bool { build.repository.host != "gitlab.com" }
    var serverURL: String { "https://\(build.repository.host)" }
    var projectURL: String { build.repository.url }

    var projectID: UInt64 { build.repositoryInvented.number("project", 10_000_000...69_000_000) }
    var namespaceID: UInt64 { accountID(build.repository.owner) }
    var userID: UInt64 { accountID(build.actor) }
    var pipelineID: UInt64 { build.invented.number("pipeline", 1_100_000_000...1_990_000_000) }
    var jobID: UInt64 { build.invented.number("job", 7_000_000_000...11_900_000_000) }
    var runnerID: UInt64 { build.invented.number("runner", 11_000_000...44_000_000) }

    func accountID(_ name: String) -> UInt64 { build.invented(for: name).number("account", 1_000_000...19_000_000) }

    var jobURL: String { "\(projectURL)/-/jobs/\(jobID)" }
    var pipelineURL: String { "\(projectURL)/-/pipelines/\(pipelineID)" }
    var stage: String { "build" }
    var image: String { "registry.\(build.repository.host)/\(build.repository.path)/toolchain:latest" }

    var pipelineSource: String { Self.pipelineSource(of: build.trigger) }

    static func pipelineSource(of trigger: CITrigger) -> String {
        switch trigger {
        case .push, .tag, .release: "push"
        case .pullRequest: "merge_request_event"
        case .schedule: "schedule"
        case .manual: "web"
        }
    }

    var referencePath: String {
        if let request = build.pullRequest { return "refs/merge-requests/\(request.number)/head" }
        return build.trigger.isOfTag ? "refs/tags/\(build.refName)" : "refs/heads/\(build.refName)"
    }

    /// Lower case, at most 63 characters, everything but letters and digits a hyphen, none at either end.
    static func slug(_ text: String) -> String {
        let hyphenated = String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(63))
        return String(hyphenated.drop { $0 == "-" }.reversed().drop { $0 == "-" }.reversed())
    }

    var isProtected: Bool { build.trigger.isOfTag || build.pullRequest == nil && build.refName == build.repository.defaultBranch }
    var projectDirectory: String { "/builds/\(build.repository.path)" }
}
