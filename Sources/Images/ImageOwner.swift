import Archive
import Glibc
import Sandbox

/// Who owns the files of an image: the one user that sandboxes run as.
enum ImageOwner {
    /// `nil` when that is the running user.
    static var current: FileOwner? {
        geteuid() == 0 ? FileOwner(user: SandboxIdentity.user, group: SandboxIdentity.group) : nil
    }
}
