/// A Jenkins controller and agent as a build's shell step sees them.
///
/// Source of names and forms: Jenkins' own page of variables (`env-vars.html`), the Git plugin's and the Branch API's.
struct Jenkins: Sendable {
    let build: CIBuild

    /// The kinds of job, which differ in what they call themselves and in what they know of branches.
    enum JobKind: String, Sendable, CaseIterable {
        case freestyle, pipeline, multibranch
    }

    /// Tags and changes are built by multibranch jobs alone; few jobs are freestyle.
    var kind: JobKind {
        if build.trigger.isOfTag || build.pullRequest != nil { return .multibranch }
        return build.invented.pick("job-kind", [.freestyle, .pipeline, .pipeline, .pipeline, .multibranch, .multibranch])
    }

    /// A multibranch job has one job of its own below it for each branch, tag and change.
    private var branchJob: String? {
        guard kind == .multibranch else { return nil }
        return build.pullRequest.map { "PR-\($0.number)" } ?? build.refName
    }

    var serverURL: String { "https://\(controllerHost)/" }
    private var controllerHost: String {
        "jenkins." + (build.repository.host.hasPrefix("git.") ? String(build.repository.host.dropFirst(4)) : "\(build.repository.owner).example")
    }

    /// A slash in a branch's name is written as `%2F` in the name of its job.
    var jobName: String {
        let name = build.pipeline
        return branchJob.map { "\(name)/\($0.replacing("/", with: "%2F"))" } ?? name
    }

    var jobURL: String {
        serverURL + jobName.split(separator: "/").map { "job/\($0.replacing("%", with: "%25"))/" }.joined()
    }

    var workspace: String { "/home/jenkins/agent/workspace/\(jobName.replacing("/", with: "_").replacing("%2F", with: "_"))" }

    var environment: [String: String] {
        var variables = [
            "BUILD_DISPLAY_NAME": "#\(build.number)",
            "BUILD_ID": "\(build.number)",
            "BUILD_NUMBER": "\(build.number)",
            "BUILD_TAG": "jenkins-\(jobName.replacing("/", with: "-"))-\(build.number)",
            "BUILD_URL": "\(jobURL)\(build.number)/",
            "CI": "true",
            "EXECUTOR_NUMBER": "\(build.invented.number("executor", 0...3))",
            "GIT_BRANCH": build.trigger.isOfTag || kind == .multibranch ? build.refName : "origin/\(build.refName)",
            "GIT_COMMIT": build.commit.id,
            "GIT_URL": build.repository.cloneURL,
            "HUDSON_URL": serverURL,
            "JENKINS_HOME": "/var/jenkins_home",
            "JENKINS_URL": serverURL,
            "JOB_BASE_NAME": jobName.split(separator: "/").last.map(String.init) ?? jobName,
            "JOB_DISPLAY_URL": "\(jobURL)display/redirect",
            "JOB_NAME": jobName,
            "JOB_URL": jobURL,
            "NODE_LABELS": "linux docker",
            "NODE_NAME": "agent-\(build.invented.number("agent", 1...9))",
            "RUN_DISPLAY_URL": "\(jobURL)\(build.number)/display/redirect",
            "STAGE_NAME": build.job,
            "WORKSPACE": workspace,
            "WORKSPACE_TMP": "\(workspace)@tmp",
        ]
        if kind == .freestyle {
            variables["STAGE_NAME"] = nil
        }
        if let previous = build.previousCommit { variables["GIT_PREVIOUS_COMMIT"] = previous.id }
        guard let branchJob else { return variables }
        variables["BRANCH_NAME"] = branchJob
        if build.refName == build.repository.defaultBranch { variables["BRANCH_IS_PRIMARY"] = "true" }
        if build.trigger.isOfTag {
            variables["TAG_NAME"] = build.refName
            variables["TAG_TIMESTAMP"] = "\(build.commit.time * 1000)"
            variables["TAG_UNIXTIME"] = "\(build.commit.time)"
            variables["TAG_DATE"] = CITime.stamp(build.commit.time)
        }
        if let request = build.pullRequest {
            variables.merge([
                "CHANGE_AUTHOR": build.actor,
                "CHANGE_AUTHOR_DISPLAY_NAME": request.head.authorName,
                "CHANGE_AUTHOR_EMAIL": request.head.authorEmail,
                "CHANGE_BRANCH": request.source,
                "CHANGE_ID": "\(request.number)",
                "CHANGE_TARGET": request.target,
                "CHANGE_TITLE": request.head.title,
                "CHANGE_URL": "\(build.repository.url)/pull/\(request.number)",
            ]) { own, _ in own }
        }
        return variables
    }
}
