import Glibc
import Synchronization
import SystemPackage

/// How the host's powers are taken from guests. Both ways make the same promises and have the same system call filter, mounts and limits.
public enum SandboxBackend: String, Codable, Sendable, Hashable, CaseIterable {
    /// ``namespace`` where that starts sandboxes, else ``chroot`` where that does, which takes root.
    case automatic = "auto"
    /// User namespaces: nothing ever needs a power over the host. The guest is user 0 of a namespace in which nobody else exists.
    case namespace
    /// For root on a host without user namespaces: the same namespaces otherwise, made with root's powers, which each sandbox gives up before
    /// a guest runs. The guest is user ``SandboxIdentity/hostID``, under the name that the image gives to user 0, and owns the same files.
    case chroot

    /// The user and group id that a guest of this backend sees as its own.
    public var guestID: UInt32 { self == .chroot ? SandboxIdentity.hostID : 0 }

    /// The backend that a slot gets which asks for this one: ``automatic`` is decided, once a process, by starting a sandbox.
    ///
    /// Where neither backend works the answer is ``namespace``, whose start then says what is missing.
    /// - Parameter helper: the `sandbox-init` executable; by default the one beside this executable.
    public func resolved(helper: FilePath? = nil) async -> SandboxBackend {
        guard self == .automatic else { return self }
        if let known = SandboxBackend.decided.withLock({ $0 }) { return known }
        guard let program = try? helper ?? HelperLocation.find() else { return .namespace }
        let choice = await SandboxBackend.firstToWork(helper: program)
        if helper == nil { SandboxBackend.decided.withLock { $0 = choice } }
        return choice
    }

    private static let decided = Mutex<SandboxBackend?>(nil)

    private static func firstToWork(helper: FilePath) async -> SandboxBackend {
        if geteuid() != 0 { return .namespace }
        // A trial whose process was killed says nothing of the host.
        guard let refusal = await SandboxTrial.failure(of: .namespace, helper: helper), !refusal.isLoss else { return .namespace }
        return await SandboxTrial.failure(of: .chroot, helper: helper) == nil ? .chroot : .namespace
    }
}
