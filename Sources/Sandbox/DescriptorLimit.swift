import Glibc

/// How many descriptors this process may open, and have on their way to sandboxes.
enum DescriptorLimit {
    /// Raises the limit, once, to the most that this user may have. The kernel counts descriptors on their way for a user as a whole, the
    /// guests of an ordinary user included, and refuses a sender whose own limit is below that count.
    static let raise: Void = {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }()
}
