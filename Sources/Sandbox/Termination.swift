/// Why a step ended: exactly one named cause, so that a failure of the guest and a failure of the machinery are never mixed up.
public enum Termination: Codable, Sendable, Hashable {
    /// The command ended by itself with this exit code (0...255).
    case exited(Int)
    /// A signal the sandbox did not send ended the command.
    case signalled(Int)
    /// The wall-time limit passed.
    case timedOut
    /// The CPU-time limit passed.
    case outOfCPUTime
    /// The memory limit was reached.
    case outOfMemory
    /// The writable layer is full (bytes or inodes).
    case outOfScratch
    /// The limit on processes and threads was reached.
    case tooManyProcesses
    /// A process reached the limit on open files.
    case tooManyOpenFiles
    /// The step wrote more output than allowed.
    case outputLimit
    /// A file grew past the file-size limit (SIGXFSZ).
    case fileTooLarge
    /// The seccomp filter killed the command (SIGSYS).
    case seccomp
    /// The command could not be started: the stage and errno of the failing system call inside the sandbox (for example `execve`, 2).
    case notStarted(stage: String, errno: Int)
    /// The machinery failed, not the guest; safe to retry.
    case infrastructure(stage: String)

    /// A stable short word for reports and grouping, such as `exited` or `timed-out`.
    public var name: String {
        switch self {
        case .exited: "exited"
        case .signalled: "signalled"
        case .timedOut: "timed-out"
        case .outOfCPUTime: "out-of-cpu-time"
        case .outOfMemory: "out-of-memory"
        case .outOfScratch: "out-of-scratch"
        case .tooManyProcesses: "too-many-processes"
        case .tooManyOpenFiles: "too-many-open-files"
        case .outputLimit: "output-limit"
        case .fileTooLarge: "file-too-large"
        case .seccomp: "seccomp"
        case .notStarted: "not-started"
        case .infrastructure: "infrastructure"
        }
    }
}
