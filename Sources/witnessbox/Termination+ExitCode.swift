import Foundation
import Sandbox

extension Termination {
    /// What `witnessbox run` exits with.
    var exitCode: Int32 {
        switch self {
        case .exited(let code): Int32(truncatingIfNeeded: code)
        case .signalled(let signal): Int32(truncatingIfNeeded: 128 + signal)
        case .timedOut: 124
        case .infrastructure: 125
        case .notStarted(_, let errno): Int32(errno) == ENOENT ? 127 : 126
        case .outOfCPUTime: 240
        case .outOfMemory: 241
        case .outOfScratch: 242
        case .tooManyProcesses: 243
        case .outputLimit: 244
        case .fileTooLarge: 245
        case .seccomp: 246
        case .tooManyOpenFiles: 247
        }
    }
}
