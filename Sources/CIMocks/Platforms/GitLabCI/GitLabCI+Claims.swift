import Basics

extension GitLabCI {
    /// What the job's token says of it, but for its audience.
    var claims: [String: JSONValue] {
        var claims: [String: JSONValue] = [
            "iss": .string(serverURL),
            "sub": .string(subject),
            "jti": .string(build.invented.uuid("token")),
            "iat": .integer(build.startTime),
            "nbf": .integer(build.startTime - 5),
            "exp": .integer(build.startTime + 3600),
            "ci_config_ref_uri": .string(configurationReference),
            "ci_config_sha": .string(build.commit.id),
            "job_id": .string("\(jobID)"),
            "namespace_id": .string("\(namespaceID)"),
            "namespace_path": .string(build.repository.owner),
            "pipeline_id": .string("\(pipelineID)"),
            "pipeline_source": .string(pipelineSource),
            "project_id": .string("\(projectID)"),
            "project_path": .string(build.repository.path),
            "project_visibility": "private",
            "ref": .string(build.refName),
            "ref_path": .string(referencePath),
            "ref_protected": .string("\(isProtected)"),
            "ref_type": .string(referenceType),
            "runner_environment": isSelfManaged ? "self-hosted" : "gitlab-hosted",
            "runner_id": .integer(Int64(runnerID)),
            "sha": .string(build.commit.id),
            "user_access_level": "developer",
            "user_email": .string(build.commit.authorEmail),
            "user_id": .string("\(userID)"),
            "user_login": .string(build.actor),
        ]
        if let deployment = build.deployment {
            claims["environment"] = .string(deployment)
            claims["environment_protected"] = "false"
            claims["deployment_tier"] = deployment == "production" ? "production" : "staging"
        }
        return claims
    }

    var configurationReference: String { "\(build.repository.host)/\(build.repository.path)//.gitlab-ci.yml@\(referencePath)" }

    var subject: String { "project_path:\(build.repository.path):ref_type:\(referenceType):ref:\(build.refName)" }
    private var referenceType: String { build.trigger.isOfTag ? "tag" : "branch" }
}
