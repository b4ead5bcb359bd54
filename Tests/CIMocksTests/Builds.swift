import CIMocks

/// Builds for tests, one of each kind.
enum Builds {
    static func commit(_ digit: Character = "a") -> CICommit {
        CICommit(
            id: String(repeating: digit, count: 40), tree: String(repeating: "e", count: 40), message: "Round half up\n\nAs banks do.",
            authorName: "Ada Brandt", authorEmail: "ada@acme.example", time: 1_715_000_000)
    }

    static func build(_ platform: CIPlatform, _ trigger: CITrigger, host: String? = nil) -> CIBuild {
        let hosts: [CIPlatform: String] = [.gitHub: "github.com", .gitLab: "gitlab.com", .awsCodeBuild: "github.com"]
        let request = CIPullRequest(number: 12, source: "fix/rounding", target: "main", head: commit("b"), sourceOwner: "acme")
        return CIBuild(
            platform: platform,
            trigger: trigger,
            repository: CIRepository(owner: "acme", name: "tally", host: host ?? hosts[platform] ?? "git.acme.example", defaultBranch: "main"),
            commit: commit(),
            previousCommit: commit("c"),
            refName: trigger.isOfTag ? "v1.2.0" : trigger == .pullRequest ? "fix/rounding" : "main",
            pullRequest: trigger == .pullRequest ? request : nil,
            actor: "ada",
            pipeline: "release",
            job: "package",
            number: 41,
            seed: 7
        )
    }

    /// Every platform with every trigger that it knows.
    static let all = CIPlatform.allCases.flatMap { platform in platform.triggers.map { build(platform, $0) } }
}
