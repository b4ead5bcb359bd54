import Basics

extension GitHubActions {
    /// The webhook payload that a job finds in the file that GITHUB_EVENT_PATH names: the members that workflows read.
    var event: JSONValue {
        var event = ["repository": repository, "sender": account(build.actor)]
        if build.repository.owner != build.actor { event["organization"] = organization }
        let merging: [String: JSONValue] =
            switch build.trigger {
            case .push, .tag: push
            case .pullRequest: pullRequest
            case .schedule: ["schedule": .string(Self.cron), "workflow": .string(workflowPath)]
            case .manual: ["inputs": .null, "ref": .string(reference), "workflow": .string(workflowPath)]
            case .release: release
            }
        event.merge(merging) { _, own in own }
        return .object(event)
    }

    private var repository: JSONValue {
        [
            "id": .integer(Int64(repositoryID)),
            "name": .string(build.repository.name),
            "full_name": .string(build.repository.path),
            "private": .bool(true),
            "visibility": "private",
            "owner": account(build.repository.owner),
            "html_url": .string(repositoryURL),
            "clone_url": .string(build.repository.cloneURL),
            "default_branch": .string(build.repository.defaultBranch),
            "fork": .bool(false),
        ]
    }

    private var organization: JSONValue {
        ["login": .string(build.repository.owner), "id": .integer(Int64(ownerID))]
    }

    private func account(_ login: String) -> JSONValue {
        [
            "login": .string(login),
            "id": .integer(Int64(accountID(login))),
            "type": login == build.repository.owner && login != build.actor ? "Organization" : "User",
            "html_url": .string("\(serverURL)/\(login)"),
        ]
    }

    private func commit(_ commit: CICommit) -> JSONValue {
        let person: JSONValue = [
            "name": .string(commit.authorName), "email": .string(commit.authorEmail), "username": .string(build.actor),
        ]
        return [
            "id": .string(commit.id),
            "tree_id": .string(commit.tree),
            "message": .string(commit.message),
            "timestamp": .string(CITime.stamp(commit.time)),
            "url": .string("\(repositoryURL)/commit/\(commit.id)"),
            "author": person,
            "committer": person,
        ]
    }

    private var push: [String: JSONValue] {
        let isNew = build.trigger.isOfTag || build.previousCommit == nil
        let before = isNew ? String(repeating: "0", count: 40) : build.previousCommit?.id ?? ""
        return [
            "ref": .string(reference),
            "before": .string(before),
            "after": .string(build.commit.id),
            "created": .bool(isNew),
            "deleted": .bool(false),
            "forced": .bool(false),
            "base_ref": build.trigger.isOfTag ? .string("refs/heads/\(build.repository.defaultBranch)") : .null,
            "compare": .string("\(repositoryURL)/compare/\(before.prefix(12))...\(build.commit.id.prefix(12))"),
            "commits": .array(build.trigger.isOfTag ? [] : [commit(build.commit)]),
            "head_commit": commit(build.commit),
            "pusher": ["name": .string(build.actor), "email": .string(build.commit.authorEmail)],
        ]
    }

    private var pullRequest: [String: JSONValue] {
        guard let request = build.pullRequest else { return [:] }
        let isFork = request.sourceOwner != build.repository.owner
        let number = JSONValue.integer(Int64(request.number))
        return [
            "action": "synchronize",
            "number": number,
            "after": .string(request.head.id),
            "before": .string(build.previousCommit?.id ?? String(repeating: "0", count: 40)),
            "pull_request": [
                "number": number,
                "state": "open",
                "draft": .bool(false),
                "merged": .bool(false),
                "title": .string(request.head.title),
                "html_url": .string("\(repositoryURL)/pull/\(request.number)"),
                "user": account(build.actor),
                "merge_commit_sha": .string(build.commit.id),
                "head": [
                    "label": .string("\(request.sourceOwner):\(request.source)"),
                    "ref": .string(request.source),
                    "sha": .string(request.head.id),
                    "repo": ["full_name": .string("\(request.sourceOwner)/\(build.repository.name)"), "fork": .bool(isFork)],
                ],
                "base": [
                    "label": .string("\(build.repository.owner):\(request.target)"),
                    "ref": .string(request.target),
                    "sha": .string(build.previousCommit?.id ?? build.commit.id),
                    "repo": ["full_name": .string(build.repository.path), "fork": .bool(false)],
                ],
            ],
        ]
    }

    private var release: [String: JSONValue] {
        [
            "action": "published",
            "release": [
                "id": .integer(Int64(build.invented.number("release", 90_000_000...260_000_000))),
                "tag_name": .string(build.refName),
                "target_commitish": .string(build.repository.defaultBranch),
                "name": .string(build.refName),
                "draft": .bool(false),
                "prerelease": .bool(build.refName.contains("-")),
                "html_url": .string("\(repositoryURL)/releases/tag/\(build.refName)"),
                "published_at": .string(CITime.stamp(build.startTime)),
                "author": account(build.actor),
            ],
        ]
    }
}
