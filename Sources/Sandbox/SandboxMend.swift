import Glibc

/// What a user can do about a failed stage of the machinery.
enum SandboxMend {
    static func of(stage: String) -> String {
        switch stage {
        case "user-namespace", "map-user", "map-group", "deny-setgroups", "clone":
            "this host does not let the user make namespaces; `witnessbox doctor` names the setting; root can do without them by --backend chroot"
        case "chroot-backend":
            "run as root, or use --backend namespace"
        case "mount-namespace" where geteuid() == 0, "capset":
            "this root lacks capabilities that making a sandbox takes; in a container, ask for them: podman run --privileged"
        case "read-accounts":
            "the image's /etc/passwd and /etc/group may have at most 64 KiB each"
        case "setgroups", "setresgid", "setresuid":
            "this root cannot become user \(SandboxIdentity.user): its container maps too few ids; run as an ordinary user"
        case "lost", "no-answer":
            "the sandbox-init beside this executable must be of the same build"
        case "open-root-file-system":
            "give the directory of an unpacked image"
        case "mount-overlay", "mount-scratch", "mount-proc":
            "the kernel refuses this mount in a user namespace; `witnessbox doctor` names the cause"
        case "make-cgroup", "enter-cgroup", "limit-cgroup":
            "the cgroup it names must be this user's to change, and so must the one that holds it and this process; see docs/limits.md"
        case "limit-open-files", "limit-processes", "limit-file-bytes":
            "the limit is above this user's hard limit; see `ulimit -H -a`"
        default:
            ""
        }
    }
}
