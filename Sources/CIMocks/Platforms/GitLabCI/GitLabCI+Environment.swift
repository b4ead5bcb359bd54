extension GitLabCI {
    /// All but the tokens.
    var environment: [String: String] {
        project.merging(commit) { own, _ in own }
            .merging(job) { own, _ in own }
            .merging(server) { own, _ in own }
            .merging(mergeRequest) { own, _ in own }
            .merging(deployment) { own, _ in own }
    }

    private var project: [String: String] {
        [
            "CI_BUILDS_DIR": "/builds",
            "CI_CONFIG_PATH": ".gitlab-ci.yml",
            "CI_DEFAULT_BRANCH": build.repository.defaultBranch,
            "CI_PROJECT_DIR": projectDirectory,
            "CI_PROJECT_ID": "\(projectID)",
            "CI_PROJECT_NAME": build.repository.name,
            "CI_PROJECT_NAMESPACE": build.repository.owner,
            "CI_PROJECT_NAMESPACE_ID": "\(namespaceID)",
            "CI_PROJECT_PATH": build.repository.path,
            "CI_PROJECT_PATH_SLUG": Self.slug(build.repository.path),
            "CI_PROJECT_ROOT_NAMESPACE": build.repository.owner,
            "CI_PROJECT_TITLE": build.repository.name,
            "CI_PROJECT_URL": projectURL,
            "CI_PROJECT_VISIBILITY": "private",
        ]
    }

    private var commit: [String: String] {
        var variables = [
            "CI_COMMIT_AUTHOR": "\(build.commit.authorName) <\(build.commit.authorEmail)>",
            "CI_COMMIT_BEFORE_SHA": build.trigger == .push ? build.previousCommit?.id ?? Self.noCommit : Self.noCommit,
            "CI_COMMIT_DESCRIPTION": "",
            "CI_COMMIT_MESSAGE": build.commit.message,
            "CI_COMMIT_REF_NAME": build.refName,
            "CI_COMMIT_REF_PROTECTED": "\(isProtected)",
            "CI_COMMIT_REF_SLUG": Self.slug(build.refName),
            "CI_COMMIT_SHA": build.commit.id,
            "CI_COMMIT_SHORT_SHA": String(build.commit.id.prefix(8)),
            "CI_COMMIT_TIMESTAMP": CITime.stamp(build.commit.time),
            "CI_COMMIT_TITLE": build.commit.title,
        ]
        if build.trigger.isOfTag {
            variables["CI_COMMIT_TAG"] = build.refName
            variables["CI_COMMIT_TAG_MESSAGE"] = "Release \(build.refName)"
        } else if build.pullRequest == nil {
            variables["CI_COMMIT_BRANCH"] = build.refName
        }
        return variables
    }

    private static let noCommit = String(repeating: "0", count: 40)

    private var job: [String: String] {
        [
            "CI_CONCURRENT_ID": "\(build.invented.number("concurrent", 0...40))",
            "CI_CONCURRENT_PROJECT_ID": "0",
            "CI_JOB_ID": "\(jobID)",
            "CI_JOB_IMAGE": image,
            "CI_JOB_NAME": build.job,
            "CI_JOB_NAME_SLUG": Self.slug(build.job),
            "CI_JOB_STAGE": stage,
            "CI_JOB_STARTED_AT": CITime.stamp(build.startTime),
            "CI_JOB_STATUS": "running",
            "CI_JOB_TIMEOUT": "3600",
            "CI_JOB_URL": jobURL,
            "CI_NODE_TOTAL": "1",
            "CI_PIPELINE_CREATED_AT": CITime.stamp(build.startTime - 20),
            "CI_PIPELINE_ID": "\(pipelineID)",
            "CI_PIPELINE_IID": "\(build.number)",
            "CI_PIPELINE_NAME": build.pipeline,
            "CI_PIPELINE_SOURCE": pipelineSource,
            "CI_PIPELINE_URL": pipelineURL,
            "CI_RUNNER_DESCRIPTION":
                "\(build.invented.number("runner-number", 1...9))-\(isSelfManaged ? "docker.runner" : "blue.saas-linux-small-amd64")",
            "CI_RUNNER_EXECUTABLE_ARCH": "linux/amd64",
            "CI_RUNNER_ID": "\(runnerID)",
            "CI_RUNNER_SHORT_TOKEN": build.invented.hexadecimal("runner-token", 9),
            "CI_RUNNER_TAGS": "[\"linux\", \"docker\"]",
            "CI_RUNNER_VERSION": "17.11.1",
            "GITLAB_USER_EMAIL": build.commit.authorEmail,
            "GITLAB_USER_ID": "\(userID)",
            "GITLAB_USER_LOGIN": build.actor,
            "GITLAB_USER_NAME": build.commit.authorName,
        ]
    }

    private var server: [String: String] {
        [
            "CI": "true",
            "CI_API_GRAPHQL_URL": "\(serverURL)/api/graphql",
            "CI_API_V4_URL": "\(serverURL)/api/v4",
            "CI_SERVER": "yes",
            "CI_SERVER_FQDN": build.repository.host,
            "CI_SERVER_HOST": build.repository.host,
            "CI_SERVER_NAME": "GitLab",
            "CI_SERVER_PORT": "443",
            "CI_SERVER_PROTOCOL": "https",
            "CI_SERVER_SHELL_SSH_HOST": build.repository.host,
            "CI_SERVER_SHELL_SSH_PORT": "22",
            "CI_SERVER_URL": serverURL,
            "CI_SERVER_VERSION": "17.11.2-ee",
            "CI_SERVER_VERSION_MAJOR": "17",
            "CI_SERVER_VERSION_MINOR": "11",
            "CI_SERVER_VERSION_PATCH": "2",
            "GITLAB_CI": "true",
        ]
    }

    private var mergeRequest: [String: String] {
        guard let request = build.pullRequest else { return [:] }
        let sourcePath = "\(request.sourceOwner)/\(build.repository.name)"
        let isFork = request.sourceOwner != build.repository.owner
        let sourceID = isFork ? build.invented(for: sourcePath).number("project", 10_000_000...69_000_000) : projectID
        return [
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": build.previousCommit?.id ?? "",
            "CI_MERGE_REQUEST_EVENT_TYPE": "detached",
            "CI_MERGE_REQUEST_ID": "\(build.invented.number("merge-request", 200_000_000...390_000_000))",
            "CI_MERGE_REQUEST_IID": "\(request.number)",
            "CI_MERGE_REQUEST_PROJECT_ID": "\(projectID)",
            "CI_MERGE_REQUEST_PROJECT_PATH": build.repository.path,
            "CI_MERGE_REQUEST_PROJECT_URL": projectURL,
            "CI_MERGE_REQUEST_REF_PATH": referencePath,
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": request.source,
            "CI_MERGE_REQUEST_SOURCE_BRANCH_PROTECTED": "false",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "\(sourceID)",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH": sourcePath,
            "CI_MERGE_REQUEST_SOURCE_PROJECT_URL": "\(serverURL)/\(sourcePath)",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": request.target,
            "CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED": "\(request.target == build.repository.defaultBranch)",
            "CI_MERGE_REQUEST_TITLE": request.head.title,
            "CI_OPEN_MERGE_REQUESTS": "\(build.repository.path)!\(request.number)",
        ]
    }

    private var deployment: [String: String] {
        guard let name = build.deployment else { return [:] }
        return [
            "CI_ENVIRONMENT_ACTION": "start",
            "CI_ENVIRONMENT_NAME": name,
            "CI_ENVIRONMENT_SLUG": Self.slug(name),
            "CI_ENVIRONMENT_TIER": name == "production" ? "production" : "staging",
        ]
    }
}
