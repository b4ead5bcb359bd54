import Catalog
import Dataset
import Images
import Orchestrator
import Sandbox

/// The exit codes that scripts and batch systems may rely on.
enum ExitStatus: Int32 {
    /// Everything asked for was done.
    case success = 0
    /// Some examples were rejected, or an input is bad; what was found is recorded or printed.
    case rejected = 1
    /// The command line or a catalog file is wrong; nothing was done.
    case usage = 2
    /// The machinery failed; the same command may be run again.
    case infrastructure = 75

    /// The status for a typed error of the rooms, or `nil` for one that the argument parser knows better.
    init?(describing error: any Error) {
        switch error {
        case let error as OrchestratorError: self = error.kind == .usage ? .usage : .infrastructure
        case is SandboxError: self = .infrastructure
        case is CatalogError, is ConversationError, is PlanError, is JobBuilderError: self = .usage
        case let error as DatasetError: self = error.isInfrastructure ? .infrastructure : .rejected
        case let error as ImageError where error.stage == "reference": self = .usage
        case let error as ImageError: self = error.isInfrastructure ? .infrastructure : .rejected
        default: return nil
        }
    }

    /// The status of a run that came to this end.
    init(_ summary: RunSummary) {
        if summary.remaining > 0 || summary.infrastructureFailure != nil {
            self = .infrastructure
        } else {
            self = summary.rejected > 0 ? .rejected : .success
        }
    }
}
