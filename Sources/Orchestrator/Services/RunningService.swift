/// A service that runs beside the steps of one job.
public protocol RunningService: Sendable {
    /// What the sandbox gets before the first step, so that the steps can use the service.
    var provisions: ServiceProvisions { get }

    /// Ends the service and closes what it opened, connections included. Called once, before the sandbox ends.
    func stop() async
}
