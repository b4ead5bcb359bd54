import Archive
import Glibc

/// Who owns the files of an image: the one user that sandboxes run as.
enum ImageOwner {
    /// The unprivileged user to whom sandboxes drop when the running user is root.
    private static let unprivileged = FileOwner(user: 60606, group: 60606)

    /// `nil` for the running user.
    static var current: FileOwner? { geteuid() == 0 ? unprivileged : nil }
}
