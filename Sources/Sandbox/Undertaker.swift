import Glibc
import Synchronization

/// Releases, on a thread of its own, the mount namespaces of sandboxes that are gone.
///
/// The kernel makes the last holder of a mount namespace wait for a grace period, some milliseconds on a busy machine. A slot holds each
/// namespace past its sandbox's end and gives it up here, so that no launch waits for the end of the one before. Slots share the undertakers of
/// this process, which wait most of the time.
actor Undertaker {
    private static let mostPerProcessor = 4
    private static let team = Mutex<(undertakers: [Undertaker], next: Int)>(([], 0))

    /// The one whose turn it is.
    static func next() throws(SandboxError) -> Undertaker {
        let most = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) * mostPerProcessor
        return try team.withLock { (team) throws(SandboxError) -> Undertaker in
            if team.undertakers.count < most { team.undertakers.append(try Undertaker()) }
            team.next += 1
            return team.undertakers[team.next % team.undertakers.count]
        }
    }

    private let thread: SlotThread

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private init() throws(SandboxError) {
        thread = try SlotThread()
    }

    /// Gives up a sandbox's mounts.
    func release(_ mounts: OwnedDescriptor) {
        mounts.close()
    }
}
