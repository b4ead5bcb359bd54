import CSandboxWire
import Glibc

extension sandbox_finished {
    /// The named cause of a step's end.
    /// - Parameter outputBytes: what the step wrote to the fuller of its two streams.
    func termination(limits: Limits, outputBytes: Int) -> Termination {
        switch sandbox_cause(rawValue: cause) {
        case SANDBOX_CAUSE_WALL: return .timedOut
        case SANDBOX_CAUSE_CPU: return .outOfCPUTime
        case SANDBOX_CAUSE_MEMORY: return .outOfMemory
        case SANDBOX_CAUSE_SCRATCH: return .outOfScratch
        case SANDBOX_CAUSE_PROCESSES: return .tooManyProcesses
        case SANDBOX_CAUSE_OPEN_FILES: return .tooManyOpenFiles
        case SANDBOX_CAUSE_MACHINE_MEMORY: return .infrastructure(stage: "machine-memory")
        default: break
        }
        if outputBytes > limits.outputBytes { return .outputLimit }
        let signal = wait_status & 0x7f
        if signal == 0 { return .exited(Int(wait_status >> 8 & 0xff)) }
        switch signal {
        case SIGSYS: return .seccomp
        case SIGXFSZ where limits.fileBytes != nil: return .fileTooLarge
        case SIGXCPU where limits.cpuMilliseconds != nil: return .outOfCPUTime
        default: return .signalled(Int(signal))
        }
    }
}
