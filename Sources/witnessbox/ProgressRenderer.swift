import Orchestrator

/// Shows the events of a run to whoever started it. Called from many tasks at once.
protocol ProgressRenderer: Sendable {
    func show(_ event: RunEvent)
}
