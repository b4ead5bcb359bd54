import CSandboxWire
import Glibc

/// The host user that sandboxes run as, and that must own an unpacked image so that the guest's root can write to it.
public enum SandboxIdentity {
    /// The fixed unprivileged user and group id that sandboxes drop to when the orchestrator is root.
    public static let hostID = UInt32(SANDBOX_HOST_ID)

    /// The user id that must own an unpacked image: ``hostID`` for root, else the running user.
    public static var user: UInt32 { geteuid() == 0 ? hostID : geteuid() }

    /// The group id that must own an unpacked image: ``hostID`` for root, else the running user's group.
    public static var group: UInt32 { geteuid() == 0 ? hostID : getegid() }

    /// The host name that every sandbox shows.
    public static let hostName = SANDBOX_HOST_NAME
}
