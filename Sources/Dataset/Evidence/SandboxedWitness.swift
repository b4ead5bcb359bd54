import Orchestrator

/// The image's own witness, in a fresh sandbox for each example.
public struct SandboxedWitness: WitnessVerifier {
    private static let directory = "/evidence"

    private let runner: JobRunner
    private let imageDigest: String

    /// A verifier that owns `runner`, which runs jobs of this image.
    public init(runner: JobRunner, imageDigest: String) {
        self.runner = runner
        self.imageDigest = imageDigest
    }

    /// Lays the files into a sandbox and runs each check as a step of one job.
    public func firstFailure(of verification: Verification) async throws -> VerificationFailure? {
        let job = Job(
            imageDigest: imageDigest,
            files: verification.files.map { JobFile(path: "\(Self.directory)/\($0.path)", content: $0.content) },
            workingDirectory: Self.directory,
            steps: verification.checks.map { check in
                Step(
                    name: check.name,
                    arguments: ["witness", "verify"] + check.arguments,
                    expectation: Expectation(exit: check.mustAccept ? .success : .failure)
                )
            }
        )
        switch try await runner.attempt(job, number: 1).verdict {
        case .verified:
            return nil
        case .rejected(let rejection):
            return VerificationFailure(id: verification.id, check: rejection.step, message: rejection.message)
        case .infrastructure(let message):
            throw DatasetError(stage: "sandbox", subject: verification.id, cause: message, mend: "run the command again")
        }
    }

    /// Ends the sandbox slot.
    public func close() async {
        await runner.close()
    }
}
