import Basics

extension GitHubActions {
    /// How long a token holds, in seconds.
    private static let lifetime: Int64 = 300

    var issuer: String { isEnterprise ? "\(serverURL)/_services/token" : "https://\(Self.tokenHost)" }

    /// What the token says of the job, but for its audience, which the request for it names.
    var claims: [String: JSONValue] {
        var claims: [String: JSONValue] = [
            "iss": .string(issuer),
            "sub": .string(subject),
            "jti": .string(build.invented.uuid("token")),
            "iat": .integer(build.startTime),
            "nbf": .integer(build.startTime - Self.lifetime),
            "exp": .integer(build.startTime + Self.lifetime),
            "actor": .string(build.actor),
            "actor_id": .string("\(actorID)"),
            "base_ref": .string(build.pullRequest?.target ?? ""),
            "event_name": .string(eventName),
            "head_ref": .string(build.pullRequest?.source ?? ""),
            "job_workflow_ref": .string(workflowReference),
            "job_workflow_sha": .string(build.commit.id),
            "ref": .string(reference),
            "ref_protected": .string("\(isProtected)"),
            "ref_type": .string(build.trigger.isOfTag ? "tag" : "branch"),
            "repository": .string(build.repository.path),
            "repository_id": .string("\(repositoryID)"),
            "repository_owner": .string(build.repository.owner),
            "repository_owner_id": .string("\(ownerID)"),
            "repository_visibility": "private",
            "run_attempt": "1",
            "run_id": .string("\(runID)"),
            "run_number": .string("\(build.number)"),
            "runner_environment": "github-hosted",
            "sha": .string(build.commit.id),
            "workflow": .string(build.pipeline),
            "workflow_ref": .string(workflowReference),
            "workflow_sha": .string(build.commit.id),
        ]
        if let deployment = build.deployment { claims["environment"] = .string(deployment) }
        return claims
    }

    var subject: String {
        let repository = "repo:\(build.repository.path)"
        if let deployment = build.deployment { return "\(repository):environment:\(deployment)" }
        return build.pullRequest == nil ? "\(repository):ref:\(reference)" : "\(repository):pull_request"
    }
}
