import Glibc
import Sandbox
import Testing

@Suite("What a guest may ask of the kernel", .needsNamespaces) struct SystemCallTests {
    /// The verdict on each call of the guest program's table; the rest of the table must be allowed.
    private static let refusals: [String: Int32] = [
        "mount": EPERM, "umount2": EPERM, "pivot_root": EPERM, "chroot": EPERM, "fsopen": EPERM, "fsconfig": EPERM, "fsmount": EPERM,
        "fspick": EPERM, "open_tree": EPERM, "open_tree_attr": EPERM, "move_mount": EPERM, "mount_setattr": EPERM, "swapon": EPERM,
        "quotactl": EPERM, "name_to_handle_at": EPERM, "open_by_handle_at": EPERM,
        "unshare-user": EPERM, "unshare-mounts": EPERM, "unshare-files": EPERM, "setns": EPERM, "clone-user": EPERM,
        "clone-user-high-bits": EPERM, "clone-mounts": EPERM, "clone-net": EPERM, "clone3": ENOSYS, "sethostname": EPERM, "setdomainname": EPERM,
        "ptrace-pid1": EPERM, "ptrace-self": EPERM, "process_vm_readv": EPERM, "process_vm_writev": EPERM, "kcmp": EPERM, "pidfd_getfd": EPERM,
        "add_key": EPERM, "request_key": EPERM, "keyctl": EPERM,
        "bpf": EPERM, "perf_event_open": EPERM, "userfaultfd": EPERM, "fanotify_init": EPERM,
        "io_uring_setup": ENOSYS, "io_uring_enter": ENOSYS, "io_uring_register": ENOSYS,
        "init_module": EPERM, "finit_module": EPERM, "delete_module": EPERM, "kexec_load": EPERM, "kexec_file_load": EPERM, "reboot": EPERM,
        "syslog": EPERM, "acct": EPERM, "settimeofday": EPERM, "clock_settime": EPERM, "clock_adjtime": EPERM, "adjtimex": EPERM,
        "socket-packet": EAFNOSUPPORT, "socket-packet-high-bits": EAFNOSUPPORT, "socket-vsock": EAFNOSUPPORT, "socket-alg": EAFNOSUPPORT,
        "socket-key": EAFNOSUPPORT, "socket-audit": EAFNOSUPPORT, "socket-raw": EPROTONOSUPPORT, "socket-raw6": EPROTONOSUPPORT,
        "socket-packet-by-inet": EPROTONOSUPPORT, "socket-mptcp": EPROTONOSUPPORT, "socket-udplite6": EPROTONOSUPPORT,
        "memfd_create": ENOSYS, "memfd_secret": ENOSYS, "shmget": ENOSYS,
        "prlimit-pid1": EPERM, "setpriority-pid1": EPERM, "setpriority-user": EPERM, "sched_setaffinity-pid1": EPERM,
        "sched_setscheduler-pid1-high-bits": EPERM,
        "ioctl-tiocsti": EPERM, "ioctl-tiocsti-high-bits": EPERM,
        "mknod-device": EPERM, "setuid": EINVAL, "setgroups": EPERM, "capset-grant": EPERM,
    ]

    @Test func everyCallHasItsVerdict() async throws {
        let result = try await inSandbox { try await $0.guest("calls") }
        #expect(result.termination == .exited(0))
        var verdicts: [String: Int32] = [:]
        for line in result.lines {
            guard let space = line.lastIndex(of: " ") else { continue }
            verdicts[String(line[..<space])] = Int32(line[line.index(after: space)...])
        }
        #expect(verdicts.filter { !$0.key.hasPrefix("allowed ") } == Self.refusals)
        let allowed = verdicts.filter { $0.key.hasPrefix("allowed ") }
        #expect(allowed.count >= 14)
        for (name, verdict) in allowed {
            #expect(verdict == 0, "\(name)")
        }
    }

    @Test func aCallOfAnotherArchitectureIsTheEndOfTheCommand() async throws {
        #expect(try await inSandbox { try await $0.guest("foreign") }.termination == .seccomp)
    }
}
