import CIMocks
import Orchestrator

extension ExampleScene {
    /// The repository of the project's files, those of the command and, where a platform builds it, its pipeline file.
    func repository(_ pipelineFile: CIFile?) -> GitRepository {
        let own = project.files.filter { commandFiles[$0.path] == nil }.map {
            GitFile(path: $0.path, isExecutable: $0.mode & 0o100 != 0, content: $0.content)
        }
        let added =
            commandFiles.map { GitFile(path: $0.key, isExecutable: false, content: Array($0.value.utf8)) }
            + (pipelineFile.map { [GitFile(path: $0.path, isExecutable: false, content: $0.content)] } ?? [])
        let files = (own + added).sorted { $0.path < $1.path }
        return GitRepository(
            files: files,
            adding: files.last { $0.path == "README.md" }?.path ?? files.last?.path ?? "",
            checkout: checkout,
            remote: remote,
            author: GitAuthor(name: author.name, email: author.email),
            messages: build == nil ? (commitMessage, "") : (firstMessage, commitMessage),
            time: commitTime
        )
    }

    /// The platform's surroundings of the build, now that its commits have names.
    func mock(of repository: GitRepository) throws -> CIMock? {
        try build.map { try CIMock($0.of(repository)) }
    }

    /// What must answer in the sandbox for the platform's attestor, with the tokens that controls ask for.
    func endpoints(_ mock: CIMock) throws -> CIEndpoints? {
        guard let claims = mock.claims, let foreignBuild, let foreignClaims = try CIMock(foreignBuild).claims else {
            return mock.endpoints(keySeed: specification.seed)
        }
        let faulty = [TokenFault.tamperedClaims, .foreignKey].map { TokenVariant(name: $0.rawValue, claims: claims, fault: $0) }
        return mock.endpoints(keySeed: specification.seed, variants: [TokenVariant(name: Self.foreignTokens, claims: foreignClaims)] + faulty)
    }

    /// Whether the platform gives the job a token that its attestor checks and that a control can exchange.
    var hasTokens: Bool { [.gitHub, .gitLab].contains(ci.platform) }

    /// Name of the tokens of the foreign build.
    static let foreignTokens = "foreign-build"

    /// Makes the project a repository as a developer or a platform would have it, with nothing that depends on the day or the host.
    ///
    /// Go's build cache deletes what was not used for five days, and looks once a day: a fresh note of the last look spares it the
    /// trouble and the sandbox a cold build.
    func repositoryStep(_ repository: GitRepository) -> Step {
        let goCache = "if [ -d \"${GOCACHE:-}\" ]; then date +%s > \"$GOCACHE/trim.txt\"; fi"
        return Step(name: "prepare-repository", arguments: ["sh", "-euc", ([goCache] + repository.lines).joined(separator: "\n")])
    }
}
