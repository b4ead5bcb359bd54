import CIMocks
import Orchestrator
import Sandbox

/// A mocked job for one command: the platform's surroundings, and a small repository that they are of.
struct CISurroundings {
    private let mock: CIMock
    private let repository: GitRepository
    private let seed: UInt64

    /// - Throws: `CIMockError` when no platform could have such a build.
    init(_ platform: CIPlatform, _ options: CIBuildOptions) throws {
        let (build, repository) = try options.build(on: platform)
        mock = try CIMock(build)
        self.repository = repository
        seed = options.seed
    }

    /// Where the platform checks the repository out.
    var workspace: String { mock.workspace }

    /// A job without steps that has the surroundings.
    func job(imageDigest: String, environment: [String: String]) throws -> Job {
        let checkedOut = repository.files.map { JobFile(path: "\(workspace)/\($0.path)", mode: $0.isExecutable ? 0o755 : 0o644, content: $0.content) }
        let services = try mock.endpoints(keySeed: seed).map { try [ServiceDescription(kind: CIEndpoints.serviceKind, configuration: $0)] }
        return Job(
            imageDigest: imageDigest,
            files: try checkedOut + mock.files.map { JobFile(path: $0.path, content: $0.content) },
            environment: mock.environment.merging(environment) { $1 },
            workingDirectory: workspace,
            services: services ?? [],
            steps: []
        )
    }

    /// Makes the files a repository, by the image's own git.
    func makeRepository(in sandbox: Sandbox, environment: [String: String]) async throws {
        let command = Command(
            arguments: ["sh", "-euc", repository.lines.joined(separator: "\n")], environment: environment, workingDirectory: workspace)
        let result = try await sandbox.run(command)
        guard result.termination == .exited(0) else {
            throw SandboxError(
                stage: "repository", subject: workspace, mend: "--ci needs git in the image; making the repository \(result.termination.name)")
        }
    }
}
