/// One run of a job; never overwritten, a retry is a new attempt.
public struct Attempt: Codable, Sendable, Hashable {
    /// Key of the job.
    public var jobKey: JobKey
    /// 1 for the first attempt.
    public var number: Int
    /// Records of the steps that ran, in order.
    public var steps: [StepRecord]
    /// The files kept as evidence, sorted by path.
    public var outputs: [JobFile]
    /// The outcome.
    public var verdict: Verdict

    /// An attempt with every part given.
    public init(jobKey: JobKey, number: Int, steps: [StepRecord], outputs: [JobFile], verdict: Verdict) {
        self.jobKey = jobKey
        self.number = number
        self.steps = steps
        self.outputs = outputs
        self.verdict = verdict
    }
}
