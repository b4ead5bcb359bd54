/// GitHub Actions as a job on a runner sees it.
///
/// Source of names and forms: GitHub's documentation, "Variables reference", "Events that trigger workflows" and "OpenID Connect reference".
struct GitHubActions: Sendable {
    let build: CIBuild

    /// The host name at which the real platform publishes its keys, whatever the server: witness has it compiled in.
    static let tokenHost = "token.actions.githubusercontent.com"

    /// When a schedule starts the workflow: each night at 04:17.
    static let cron = "17 4 * * *"

    var isEnterprise: Bool { build.repository.host != "github.com" }
    var serverURL: String { "https://\(build.repository.host)" }
    var apiURL: String { isEnterprise ? "\(serverURL)/api/v3" : "https://api.github.com" }
    var graphQLURL: String { isEnterprise ? "\(serverURL)/api/graphql" : "https://api.github.com/graphql" }
    var repositoryURL: String { build.repository.url }

    var workflowPath: String { ".github/workflows/\(build.pipeline).yml" }
    var workflowReference: String { "\(build.repository.path)/\(workflowPath)@\(reference)" }

    var repositoryID: UInt64 { build.repositoryInvented.number("id", 120_000_000...990_000_000) }
    var ownerID: UInt64 { accountID(build.repository.owner) }
    var actorID: UInt64 { accountID(build.actor) }
    var runID: UInt64 { build.invented.number("run", 7_000_000_000...19_000_000_000) }

    func accountID(_ login: String) -> UInt64 { build.invented(for: login).number("account", 1_000_000...180_000_000) }

    var eventName: String { Self.eventName(of: build.trigger) }

    static func eventName(of trigger: CITrigger) -> String {
        switch trigger {
        case .push, .tag: "push"
        case .pullRequest: "pull_request"
        case .schedule: "schedule"
        case .manual: "workflow_dispatch"
        case .release: "release"
        }
    }

    /// The full name of what is checked out: a pull request is built as it would be once merged.
    var reference: String {
        if let pullRequest = build.pullRequest { return "refs/pull/\(pullRequest.number)/merge" }
        return build.trigger.isOfTag ? "refs/tags/\(build.refName)" : "refs/heads/\(build.refName)"
    }

    var referenceName: String {
        build.pullRequest.map { "\($0.number)/merge" } ?? build.refName
    }

    var isProtected: Bool { build.pullRequest == nil && build.refName == build.repository.defaultBranch }

    var runnerName: String { "GitHub Actions \(build.invented.number("runner", 2...999))" }
    private static let root = "/home/runner/work"
    var workDirectory: String { "\(Self.root)/\(build.repository.name)" }
    var workspace: String { "\(workDirectory)/\(build.repository.name)" }
    var temporaryDirectory: String { "\(Self.root)/_temp" }
    var commandFiles: String { "\(temporaryDirectory)/_runner_file_commands" }
    var eventPath: String { "\(temporaryDirectory)/_github_workflow/event.json" }
}
