import Sandbox

extension Termination {
    /// The ending in words for people, such as `exited 1` or `timed out`.
    public var phrase: String {
        switch self {
        case .exited(let code): "exited \(code)"
        case .signalled(let signal): "killed by signal \(signal)"
        case .timedOut: "timed out"
        case .outOfCPUTime: "out of CPU time"
        case .outOfMemory: "out of memory"
        case .outOfScratch: "out of scratch space"
        case .tooManyProcesses: "too many processes"
        case .tooManyOpenFiles: "too many open files"
        case .outputLimit: "too much output"
        case .fileTooLarge: "file too large"
        case .seccomp: "killed by the seccomp filter"
        case .notStarted(let stage, let number): "not started (\(stage), errno \(number))"
        case .infrastructure(let stage): "infrastructure failure (\(stage))"
        }
    }
}
