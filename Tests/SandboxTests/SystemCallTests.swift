import CSystemCalls
import CTestSupport
import Glibc
import Sandbox
import Testing

@Suite("What a guest may ask of the kernel", .needsBackend) struct SystemCallTests {
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
        "socketpair-tipc": EAFNOSUPPORT, "setsockopt-filter": EPERM, "setsockopt-zero-copy": EPERM, "setsockopt-upper-protocol-high-bits": EPERM,
        "sendto-urgent": EOPNOTSUPP, "sendmsg-urgent": EOPNOTSUPP, "sendmmsg-urgent": EOPNOTSUPP,
        "ioprio_set-pid1": EPERM, "ioprio_set-user": EPERM, "seccomp-listener": EPERM,
        "personality-executable": EPERM, "personality-page-zero-high-bits": EPERM, "personality-all-but-the-question": EPERM,
        "ioctl-line-discipline": EPERM,
        "memfd_create": ENOSYS, "memfd_secret": ENOSYS, "shmget": ENOSYS,
        "prlimit-pid1": EPERM, "setpriority-pid1": EPERM, "setpriority-user": EPERM, "sched_setaffinity-pid1": EPERM,
        "sched_setscheduler-pid1-high-bits": EPERM,
        "ioctl-tiocsti": EPERM, "ioctl-tiocsti-high-bits": EPERM,
        "mknod-device": EPERM, "setuid": SandboxBackend.tested == .chroot ? EPERM : EINVAL, "setgroups": EPERM, "capset-grant": EPERM,
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
        #expect(allowed.count >= 19)
        for (name, verdict) in allowed {
            #expect(verdict == 0, "\(name)")
        }
    }

    /// What is common to all sandboxes is the zygote's, too; each adds what the zygote still needed.
    @Test func theZygoteLivesUnderAFilterAndPid1UnderOneMore() throws {
        let host = try HostProcess(scripts: ["echo ready; sleep 1000"])
        defer { host.end() }
        #expect(try host.readLine() == "ready")
        let filters = try host.family.prefix(3).map { process in
            let status = String(decoding: try ProcessTree.contents("/proc/\(process)/status"), as: UTF8.self)
            return status.split(separator: "\n").first { $0.hasPrefix("Seccomp_filters:") }?.split(separator: "\t").last.flatMap { Int($0) }
        }
        let ofHost = try #require(filters[0])
        #expect(filters == [ofHost, ofHost + 1, ofHost + 2])
    }

    /// The number of each call that the guest could make, with the errno it was answered, `nil` when the call did not return.
    private static func sweep(_ limits: Limits) async throws -> [Int32: Int32?] {
        let result = try await inSandbox(limits: limits) { try await $0.guest("sweep") }
        #expect(result.termination == .exited(0))
        return try Dictionary(
            uniqueKeysWithValues: result.lines.map { line in
                let words = line.split(separator: " ")
                return (try #require(Int32(words[0])), Int32(words[1]))
            })
    }

    /// Every number up to far above the newest, really called, gets what the table of CSystemCalls says, or ENOSYS where that says nothing.
    @Test(arguments: [false, true]) func everyNumberHasTheVerdictOfTheTable(allowsTracing: Bool) async throws {
        let answers = try await Self.sweep(Limits(allowsTracing: allowsTracing))
        #expect(answers.count == 1024)
        for (number, answer) in answers {
            guard let call = find_system_call(number) else {
                #expect(answer == ENOSYS || kernel_exempts_from_filters(number), "\(number), which is not in the table, was answered \(answer ?? -1)")
                continue
            }
            let name = String(cString: call.pointee.name)
            switch call.pointee.verdict {
            case SYSTEM_CALL_REFUSED: #expect(answer == EPERM, "\(name)")
            case SYSTEM_CALL_ABSENT: #expect(answer == ENOSYS, "\(name)")
            case SYSTEM_CALL_PRETENDED: #expect(answer == 0, "\(name)")
            case SYSTEM_CALL_TRACING where !allowsTracing: #expect(answer == EPERM, "\(name)")
            default: #expect(answer != EPERM && (answer != ENOSYS || !kernel_has(number)), "\(name) was answered \(answer ?? -1)")
            }
        }
    }

    @Test func tracingIsForSandboxesThatAskForItAndNeverOfPid1() async throws {
        let plain = try await inSandbox { try await $0.guest("trace") }
        #expect(plain.lines == ["child 1", "pid 1 \(EPERM)"])
        let tracing = try await inSandbox(limits: Limits(allowsTracing: true)) { try await $0.guest("trace") }
        #expect(tracing.lines == ["read 42", "child 0", "pid 1 \(EPERM)"])
    }

    @Test func aCallOfAnotherArchitectureIsTheEndOfTheCommand() async throws {
        #expect(try await inSandbox { try await $0.guest("foreign") }.termination == .seccomp)
    }
}
