import SystemPackage

/// A program of others that can put a command into a sandbox, in one of the ways it can do that.
struct Peer {
    let name: String
    /// What `--program` and the search on `PATH` know it by.
    let program: String
    let root: ContenderRoot
    /// What its help must mention for this way to be there.
    var neededOption: String?
    /// Whether it takes no other hierarchy of cgroups than the unified one.
    var needsUnifiedCgroups = false
    /// Its arguments; `{worker}` stands for a word that no other worker has, `{bundle}` for a container to start; a command's arguments come last.
    let arguments: @Sendable (Workshop, ProgramFinder) -> [String]

    /// All that are known, each with what is nearest to a WitnessBox sandbox: every namespace, no network, and a root nobody else writes to.
    static let all: [Peer] = [
        Peer(name: "bubblewrap", program: "bwrap", root: .writable, neededOption: "--tmp-overlay") { workshop, _ in
            bubblewrap(["--overlay-src", workshop.root.string, "--tmp-overlay", "/"], workshop)
        },
        Peer(name: "bubblewrap, read-only", program: "bwrap", root: .readOnly) { workshop, _ in
            bubblewrap(["--ro-bind", workshop.root.string, "/", "--tmpfs", "/tmp"], workshop)
        },
        Peer(name: "crun", program: "crun", root: .readOnly, needsUnifiedCgroups: true) { workshop, _ in
            let state = workshop.path.appending("state/crun").string
            return ["--root", state, "--cgroup-manager=disabled", "run", "--bundle", "{bundle}", "{worker}"]
        },
        Peer(name: "minijail", program: "minijail0", root: .readOnly) { workshop, _ in
            let rights = workshop.isForRoot ? ["-u", "60606", "-g", "60606"] : ["-U", "-m", "-M"]
            let namespaces = ["-v", "-p", "-l", "-e", "-N", "--uts", "-n"]
            let files = ["-k", "none,/proc,proc,0xe", "-P", workshop.root.string, "-t"]
            return ["--logging=stderr", "-T", "static"] + rights + namespaces + files + [workshop.command]
        },
        Peer(name: "nsjail", program: "nsjail", root: .readOnly) { workshop, _ in
            ["-Mo", "-Q", "--chroot", workshop.root.string, "--tmpfsmount", "/tmp", "--", workshop.command]
        },
        Peer(name: "podman", program: "podman", root: .writable, needsUnifiedCgroups: true) { workshop, programs in
            let state = workshop.path.appending("state/podman")
            let helpers = [("--runtime", "crun"), ("--conmon", "conmon")].flatMap { option, name in
                programs.path(of: name).map { [option, $0.string] } ?? []
            }
            return helpers + [
                "--root", state.string, "--runroot", state.appending("run").string, "--transient-store", "--cgroup-manager=cgroupfs",
                "--events-backend=none", "run", "--rm", "--network=none", "--cgroups=disabled", "--log-driver=none", "--rootfs",
                "\(workshop.root.string):O", workshop.command,
            ]
        },
    ]

    private static func bubblewrap(_ files: [String], _ workshop: Workshop) -> [String] {
        ["--unshare-all", "--die-with-parent", "--hostname", "bench"] + files + ["--proc", "/proc", "--dev", "/dev", workshop.command]
    }
}
