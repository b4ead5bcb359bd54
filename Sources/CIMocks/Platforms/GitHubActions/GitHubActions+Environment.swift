extension GitHubActions {
    /// Files by which a step hands values to the steps after it, by the variable that names each; they are empty when a step starts.
    private var commandFileVariables: [String: String] {
        let id = build.invented.uuid("command-files")
        return [
            "GITHUB_ENV": "\(commandFiles)/set_env_\(id)",
            "GITHUB_OUTPUT": "\(commandFiles)/set_output_\(id)",
            "GITHUB_PATH": "\(commandFiles)/add_path_\(id)",
            "GITHUB_STATE": "\(commandFiles)/save_state_\(id)",
            "GITHUB_STEP_SUMMARY": "\(commandFiles)/step_summary_\(id)",
        ]
    }

    var environment: [String: String] {
        let variables = [
            "CI": "true",
            "GITHUB_ACTION": "__run_\(build.invented.number("action", 2...6))",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTOR": build.actor,
            "GITHUB_ACTOR_ID": "\(actorID)",
            "GITHUB_API_URL": apiURL,
            "GITHUB_BASE_REF": build.pullRequest?.target ?? "",
            "GITHUB_EVENT_NAME": eventName,
            "GITHUB_EVENT_PATH": eventPath,
            "GITHUB_GRAPHQL_URL": graphQLURL,
            "GITHUB_HEAD_REF": build.pullRequest?.source ?? "",
            "GITHUB_JOB": build.job,
            "GITHUB_REF": reference,
            "GITHUB_REF_NAME": referenceName,
            "GITHUB_REF_PROTECTED": "\(isProtected)",
            "GITHUB_REF_TYPE": build.trigger.isOfTag ? "tag" : "branch",
            "GITHUB_REPOSITORY": build.repository.path,
            "GITHUB_REPOSITORY_ID": "\(repositoryID)",
            "GITHUB_REPOSITORY_OWNER": build.repository.owner,
            "GITHUB_REPOSITORY_OWNER_ID": "\(ownerID)",
            "GITHUB_RETENTION_DAYS": "90",
            "GITHUB_RUN_ATTEMPT": "1",
            "GITHUB_RUN_ID": "\(runID)",
            "GITHUB_RUN_NUMBER": "\(build.number)",
            "GITHUB_SERVER_URL": serverURL,
            "GITHUB_SHA": build.commit.id,
            "GITHUB_TRIGGERING_ACTOR": build.actor,
            "GITHUB_WORKFLOW": build.pipeline,
            "GITHUB_WORKFLOW_REF": workflowReference,
            "GITHUB_WORKFLOW_SHA": build.commit.id,
            "GITHUB_WORKSPACE": workspace,
            "RUNNER_ARCH": "X64",
            "RUNNER_ENVIRONMENT": "github-hosted",
            "RUNNER_NAME": runnerName,
            "RUNNER_OS": "Linux",
            "RUNNER_TEMP": temporaryDirectory,
            "RUNNER_TOOL_CACHE": "/opt/hostedtoolcache",
            "RUNNER_WORKSPACE": workDirectory,
        ]
        return variables.merging(commandFileVariables) { own, _ in own }
    }

    var files: [CIFile] {
        get throws {
            try commandFileVariables.values.sorted().map { CIFile(path: $0, text: "") } + [CIFile(path: eventPath, json: event)]
        }
    }
}
