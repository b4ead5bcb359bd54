extension CIBuild {
    /// Refuses what no platform would ever say, before it stands in a token.
    func check() throws(CIMockError) {
        func refuse(_ part: String, _ message: String) -> CIMockError { CIMockError(part: part, message: message) }
        guard platform.triggers.contains(trigger) else {
            let known = platform.triggers.map(\.rawValue).joined(separator: ", ")
            throw refuse("trigger", "\(platform.rawValue) knows no '\(trigger.rawValue)'; use one of: \(known)")
        }
        guard (trigger == .pullRequest) == (pullRequest != nil) else {
            throw refuse("pullRequest", "a pull request goes with the trigger 'pull-request' and with no other")
        }
        for commit in [commit, previousCommit, pullRequest?.head].compactMap({ $0 })
        where !Self.isObjectName(commit.id) || !Self.isObjectName(commit.tree) {
            throw refuse("commit", "'\(commit.id)' of tree '\(commit.tree)' is not named by 40 hexadecimal digits in lower case")
        }
        let names = [("owner", repository.owner), ("name", repository.name), ("actor", actor), ("pipeline", pipeline), ("job", job)]
        for (part, name) in names where !Self.isName(name) {
            throw refuse(part, "'\(name)' is no name: use letters, digits, '.', '_' and '-'")
        }
        guard !isReservedJob else { throw refuse("job", "\(platform.rawValue) takes no job called '\(job)'; use another name") }
        if let deployment, !Self.isName(deployment) {
            throw refuse("deployment", "'\(deployment)' is no name: use letters, digits, '.', '_' and '-'")
        }
        for name in [refName, repository.defaultBranch, pullRequest?.source, pullRequest?.target].compactMap({ $0 }) where !Self.isReference(name) {
            throw refuse("refName", "'\(name)' is no name that git gives to a branch or tag")
        }
        if let pullRequest, pullRequest.source != refName { throw refuse("refName", "it must be the pull request's source branch") }
        guard number > 0, pullRequest.map({ $0.number > 0 }) ?? true else { throw refuse("number", "numbers count from 1") }
        guard repository.host.split(separator: ".").count > 1, repository.host.allSatisfy({ Self.isWord($0) || $0 == "." || $0 == "-" }) else {
            throw refuse("host", "'\(repository.host)' is no host name with a domain")
        }
        // Tokens hold for minutes around this time, and certificates for the years around it.
        guard (Self.earliest...Self.latest).contains(commit.time) else {
            throw refuse("commit", "its time \(commit.time) lies outside the years 2000 to 2099")
        }
    }

    private static let earliest: Int64 = 946_684_800
    private static let latest: Int64 = 4_102_444_799

    /// Whether the name of the job would mean something else in the platform's pipeline file, or nothing at all.
    private var isReservedJob: Bool {
        switch platform {
        case .gitHub: job.contains(".") || job.first?.isNumber == true
        case .gitLab: Self.gitLabKeywords.contains(job)
        case .jenkins, .awsCodeBuild, .ec2, .computeEngine: false
        }
    }

    /// What stands at the top of a `.gitlab-ci.yml` and is no job.
    private static let gitLabKeywords: Set = [
        "after_script", "before_script", "cache", "default", "false", "image", "include", "nil", "pages", "services", "spec", "stages", "true",
        "types", "variables", "workflow",
    ]

    private static func isWord(_ character: Character) -> Bool { character.isASCII && (character.isLetter || character.isNumber) }

    private static func isObjectName(_ text: String) -> Bool {
        text.utf8.count == 40 && text.allSatisfy { $0.isASCII && $0.isHexDigit && !$0.isUppercase }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.count <= 100 && text.allSatisfy { isWord($0) || "._-".contains($0) } && !text.hasPrefix("-") && !text.hasPrefix(".")
    }

    /// The names that git-check-ref-format(1) and every platform allow.
    private static func isReference(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { isWord($0) || "._-/".contains($0) }
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasPrefix("-") && !$0.hasSuffix(".lock")
            }
            && !text.contains("..") && !text.hasSuffix(".")
    }
}
