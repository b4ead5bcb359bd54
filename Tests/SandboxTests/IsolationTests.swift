import Glibc
import Sandbox
import SystemPackage
import Testing

@Suite("Nothing of the host is in reach", .needsBackend) struct IsolationTests {
    @Test func identity() async throws {
        let result = try await inSandbox { try await $0.sh("id -u; id -g; hostname; cat /proc/self/uid_map; echo $$ > /tmp/pid") }
        let guest = "\(SandboxBackend.tested.guestID)"
        #expect(result.lines.prefix(3) == [guest, guest, "witnessbox"])
        /// One user and nobody else; its parent is the slot's namespace, not the host's. Without user namespaces there is but the host's.
        let map = SandboxBackend.tested == .chroot ? ["0", "0", "4294967295"] : ["0", "0", "1"]
        #expect(result.lines.last?.split(separator: " ").map(String.init) == map)
    }

    @Test func noPrivileges() async throws {
        let status = try await inSandbox { try await $0.sh("cat /proc/self/status") }.lines
        for (name, value) in [
            ("CapInh", "0"), ("CapPrm", "0"), ("CapEff", "0"), ("CapBnd", "0"), ("CapAmb", "0"), ("NoNewPrivs", "1"), ("Seccomp", "2"),
        ] {
            let line = status.first { $0.hasPrefix(name + ":") }
            let found = line?.split(separator: "\t").last.map { $0.drop { $0 == "0" } }
            #expect(found == (value == "0" ? "" : Substring(value)), "\(name)")
        }
    }

    @Test func theHostSideIsUnprivileged() async throws {
        /// The guest's root is, for the host, the user that sandboxes run as: a file of any other user is nobody's to it.
        let result = try await inSandbox { try await $0.sh("stat -c %u /dev/null; echo x > /proc/sys/kernel/hostname") }
        #expect(result.lines.first == (SandboxBackend.tested == .chroot ? "0" : "65534"))
        #expect(result.termination != .exited(0))
    }

    @Test(.enabled(if: geteuid() == 0, "takes root to make such files")) func whatTheImageGivesToOthersIsNotTheGuests() async throws {
        try await inSandbox { (sandbox) async throws in
            for attempt in [
                "echo x >> /etc/foreign", "chmod 666 /etc/foreign", "chown $(id -u) /etc/foreign", "touch /etc/foreign.d/new",
                "rm /etc/foreign.d/kept",
            ] {
                #expect(try await sandbox.sh(attempt).termination != .exited(0), "\(attempt)")
            }
            #expect(try await sandbox.sh("cat /etc/foreign; ls /etc/foreign.d").lines == ["of another", "kept"])
            let guest = SandboxBackend.tested.guestID
            #expect(try await sandbox.run(Command(arguments: ["/bin/setuid-guest", "user"])).lines == ["\(guest) \(guest) \(guest)"])
        }
    }

    @Test func aLiveNeighbourIsOutOfReach() async throws {
        let host = try HostProcess(scripts: ["guest hold-names"])
        defer { host.end() }
        #expect(try host.readLine() == "held")
        // The host's own helpers come and go; the guest that holds the names must stay.
        let neighbours = try host.family.filter(ProcessTree.isGuest).map { try #require(ProcessHandle($0)) }
        #expect(!neighbours.isEmpty)
        let result = try await inSandbox { try await $0.guest("seek-names") }
        #expect(result.termination == .exited(0))
        #expect(result.standardOutput.text == "")
        #expect(neighbours.allSatisfy { !$0.endsWithin(seconds: 0) })
    }

    @Test func mountsAreTheSandboxsOwn() async throws {
        let mounts = try await inSandbox { try await $0.sh("cat /proc/self/mountinfo") }.lines.map { $0.split(separator: " ").map(String.init) }
        let allowed: Set = [
            "/", "/proc", "/dev", "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/pts", "/dev/shm",
        ]
        for mount in mounts {
            #expect(allowed.contains(mount[4]) || mount[4].hasPrefix("/proc/"), "\(mount)")
            #expect(!mount.joined(separator: " ").contains(TestRoot.path.string))
            if ["/", "/proc", "/dev", "/dev/pts", "/dev/shm"].contains(mount[4]) { #expect(mount[5].contains("nosuid")) }
        }
    }

    @Test func processesAreTheSandboxsOwn() async throws {
        let result = try await inSandbox { try await $0.sh("ls /proc | while read name; do [ -d /proc/$name/task ] && echo $name; done") }
        #expect(result.lines.compactMap(Int.init).allSatisfy { $0 < 50 })
        #expect(result.lines.contains("1"))
    }

    @Test func thereIsNoNetworkButLoopback() async throws {
        try await inSandbox { (sandbox) async throws in
            let links = try await sandbox.sh("ls /sys/class/net; cat /proc/net/dev").lines.filter { $0.contains(":") }
            #expect(links.count == 1 && links[0].contains("lo:"))
            #expect(try await sandbox.sh("cat /proc/net/route").lines.count == 1)
            #expect(try await sandbox.sh("nc -w 1 192.0.2.1 80 </dev/null").termination != .exited(0))
            // The listener's input stays open: at its end the peer would hang up, also before it has sent anything.
            let loopback = try await sandbox.sh(
                """
                mkfifo /tmp/held; nc -l -p 80 127.0.0.1 </tmp/held >/tmp/got & exec 3>/tmp/held
                until echo through | nc 127.0.0.1 80 2>/dev/null; do :; done; wait; cat /tmp/got
                """
            )
            #expect(loopback.lines == ["through"])
        }
    }

    @Test func theKnownWaysOutLeadNowhere() async throws {
        let result = try await inSandbox { try await $0.guest("escape") }
        #expect(result.termination == .exited(0))
        #expect(result.standardOutput.text == "")
    }

    @Test func setuidProgramsGainNothing() async throws {
        let result = try await inSandbox {
            try await $0.sh("cp /bin/busybox /tmp/su; chmod 6755 /tmp/su; /tmp/su cat /proc/self/status 2>/dev/null; cat /proc/self/status")
        }
        #expect(!result.lines.contains { $0.hasPrefix("CapEff") && !$0.hasSuffix("0000000000000000") })
    }

    @Test func devicesAreFewAndWork() async throws {
        let result = try await inSandbox {
            try await $0.sh("ls /dev; dd if=/dev/urandom bs=8 count=1 2>/dev/null | wc -c; echo x > /dev/null && echo x > /dev/stdout")
        }
        #expect(
            result.lines == ["fd", "full", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin", "stdout", "tty", "urandom", "zero", "8", "x"])
    }

    @Test func procTellsLittleOfTheHost() async throws {
        try await inSandbox { (sandbox) async throws in
            for path in ["acpi", "asound", "scsi"] {
                #expect(try await sandbox.sh("ls /proc/\(path)").lines == [], "\(path)")
            }
            for path in [
                "cmdline", "interrupts", "kallsyms", "kcore", "key-users", "keys", "kmsg", "latency_stats", "locks", "modules", "sched_debug",
                "timer_list", "timer_stats",
            ] {
                #expect(try await sandbox.sh("cat /proc/\(path)").standardOutput.totalBytes == 0, "\(path)")
            }
            #expect(try await sandbox.sh("echo 1 > /proc/self/oom_score_adj").termination != .exited(0))
            /// What toolchains read must be there.
            #expect(
                try await sandbox.sh("cat /proc/meminfo /proc/cpuinfo /proc/stat /proc/loadavg /proc/self/maps /proc/sys/kernel/pid_max").termination
                    == .exited(0))
        }
    }

    @Test func descriptorsOnTheirWayInOneSandboxKeepNoOtherFromItsFiles() async throws {
        let host = try HostProcess(scripts: ["guest send-descriptors"])
        defer { host.end() }
        #expect(try host.readLine() == "full")
        try await inSandbox { (sandbox) async throws in
            try await sandbox.write([1, 2], to: "/tmp/file")
            #expect(try await sandbox.read("/tmp/file") == [1, 2])
        }
    }

    /// The sandboxes of a slot share its network, IPC and UTS namespaces, one after another.
    @Test func nothingIsLeftForTheNextSandboxOfTheSlot() async throws {
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path)
        let leave = """
            nc -l -p 4321 & echo x > /dev/shm/left; echo x > /tmp/left; echo x > /etc/left
            hostname left; (setsid sleep 100 &); until grep -q :10E1 /proc/net/tcp /proc/net/tcp6; do :; done
            """
        let look = """
            grep -h : /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 | grep -v local_address; grep -v Num /proc/net/unix
            ls /dev/shm; ls /tmp; ls /dev/pts | grep -v ptmx; cat /etc/left 2>/dev/null; hostname; cat /proc/sysvipc/* | grep -v key
            nc -l -p 4321 & until grep -q :10E1 /proc/net/tcp /proc/net/tcp6; do kill -0 $! || exit 1; done
            """
        _ = try await slot.withSandbox(limits: Limits()) { try await $0.sh(leave) }
        let found = try await slot.withSandbox(limits: Limits()) { try await $0.sh(look) }
        await slot.close()
        #expect(found.lines == ["witnessbox"])
        #expect(found.termination == .exited(0))
    }
}
