import Sandbox

/// Carries out jobs in the sandboxes of one slot, each job in a fresh one.
public struct JobRunner: JobExecutor {
    private let slot: SandboxSlot
    private let imageDigest: String
    private let imageEnvironment: [String: String]
    private let serviceProvider: (any ServiceProvider)?

    /// A runner that owns `slot`, whose root file system is the image with this digest and these variables.
    /// - Parameter serviceProvider: starts the services of jobs; without one, a job that has any is refused.
    public init(
        slot: SandboxSlot,
        imageDigest: String,
        imageEnvironment: [String: String],
        serviceProvider: (any ServiceProvider)? = nil
    ) {
        self.slot = slot
        self.imageDigest = imageDigest
        self.imageEnvironment = imageEnvironment
        self.serviceProvider = serviceProvider
    }

    /// Runs the job's steps in order in a fresh sandbox until one does not meet its expectation, and keeps the job's outputs.
    public func attempt(_ job: Job, number: Int) async throws -> Attempt {
        try await attempt(job, number: number, through: nil, shell: false)
    }

    /// Runs `body` with this runner and ends its slot, however `body` ends.
    public func closeAfter<Result>(_ body: (JobRunner) async throws -> Result) async throws -> Result {
        try await slot.closeAfter { _ in try await body(self) }
    }

    /// Ends the slot.
    public func close() async {
        await slot.close()
    }

    /// Runs the steps through `last` (all when `nil`), then opens a shell in the sandbox as they left it when asked to.
    func attempt(_ job: Job, number: Int, through last: String?, shell: Bool) async throws -> Attempt {
        guard job.imageDigest == imageDigest else {
            throw OrchestratorError(
                kind: .usage,
                stage: "other-image",
                subject: job.imageDigest,
                cause: "the job was made for this image, not for \(imageDigest)",
                mend: "give the job's image with --image"
            )
        }
        let key = try JobKey(of: job)
        @Sendable func ended(_ verdict: Verdict, _ steps: [StepRecord] = [], _ outputs: [JobFile] = []) -> Attempt {
            Attempt(jobKey: key, number: number, steps: steps, outputs: outputs, verdict: verdict)
        }
        do {
            return try await slot.withSandbox(limits: job.limits) { sandbox in
                try await JobServices.with(job.services, by: serviceProvider, in: sandbox) { provisions in
                    let session = JobSession(job: job, imageEnvironment: imageEnvironment, provisions: provisions, sandbox: sandbox)
                    var steps: [StepRecord] = []
                    do {
                        try await session.prepare()
                        try await session.runSteps(through: last, into: &steps)
                        let outputs = try await session.outputs()
                        if shell { _ = try await session.shell(at: steps.last?.name) }
                        return ended(Self.verdict(on: steps, of: job, problem: outputs.problem), steps, outputs.files)
                    } catch let error as SandboxError where error.isOfJob && steps.count < job.steps.count {
                        return ended(Self.rejected(step: job.steps[steps.count].name, failureClass: error.stage, message: error.description), steps)
                    } catch let error as SandboxError {
                        return ended(.infrastructure(message: error.description), steps)
                    }
                }
            }
        } catch let error as SandboxError {
            return ended(.infrastructure(message: error.description))
        } catch let error as ServiceFailure {
            return ended(.infrastructure(message: error.description))
        }
    }

    private static func verdict(on steps: [StepRecord], of job: Job, problem: OutputProblem?) -> Verdict {
        if let record = steps.last, let unmet = record.unmetExpectation {
            let allowed = job.steps[steps.count - 1].expectation.allows(record.result.termination)
            let failureClass = allowed ? "wrong-output" : record.result.termination.name
            return rejected(step: record.name, failureClass: failureClass, message: unmet, standardError: record.result.standardError)
        }
        if let problem, steps.count == job.steps.count {
            return rejected(step: "outputs", failureClass: problem.failureClass, message: problem.message)
        }
        return .verified
    }

    private static func rejected(
        step: String,
        failureClass: String,
        message: String,
        standardError: CapturedOutput = CapturedOutput()
    ) -> Verdict {
        let signature = FailureSignature(step: step, failureClass: failureClass, standardError: standardError)
        return .rejected(Rejection(step: step, failureClass: failureClass, signature: signature.description, message: message))
    }
}
