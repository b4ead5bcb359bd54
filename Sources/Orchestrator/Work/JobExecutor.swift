/// One worker's means to carry out jobs, one after another.
public protocol JobExecutor: Sendable {
    /// Carries out a job once.
    ///
    /// A failure of the machinery is an attempt with the verdict ``Verdict/infrastructure(message:)``, so that its evidence is kept too.
    /// - Throws: ``OrchestratorError`` when the job cannot be meant for this executor, `CancellationError` when the task is cancelled meanwhile.
    func attempt(_ job: Job, number: Int) async throws -> Attempt

    /// Frees what the executor holds; it is not used again.
    func close() async
}
