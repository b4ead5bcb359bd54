/// A service that could not be started: a failure of the machinery, not of the job.
struct ServiceFailure: Error, CustomStringConvertible {
    let kind: String
    let cause: any Error

    /// One line that names the service and the cause.
    var description: String { "service '\(kind)': \(cause)" }
}
