import Glibc
import SystemPackage

/// Looks at what this host gives to sandboxes, by starting one.
public enum HostSupport {
    /// Findings in the order in which a sandbox needs them; a sandbox can run when none is `missing`.
    /// - Parameters:
    ///   - backend: the backend that is to work; for `automatic` one of them is enough, and both are looked at.
    ///   - helper: the `sandbox-init` executable; by default the one beside this executable.
    ///   - enforcement: by which means limits are to be held.
    public static func probe(
        backend: SandboxBackend = .automatic,
        helper: FilePath? = nil,
        enforcement: LimitEnforcement = LimitEnforcement()
    ) async -> [HostFinding] {
        let (helperFinding, helper) = find(helper)
        guard let helper else { return [helperFinding, kernel()] + settings(lack: .missing) }
        var findings = [helperFinding, kernel()]
        let chrootFailure = backend == .namespace ? nil : await chrootFailure(helper: helper, enforcement)
        if backend != .chroot {
            let lack: HostFinding.State = backend == .automatic && chrootFailure == nil ? .absent : .missing
            let failure = await SandboxTrial.failure(of: .namespace, helper: helper)
            findings += namespaces(failure: failure, lack: lack) + settings(lack: lack)
            if backend == .automatic { findings.append(chroot(failure: chrootFailure, lack: failure == nil ? .absent : .missing)) }
        } else {
            findings.append(chroot(failure: chrootFailure, lack: .missing))
        }
        return findings + [enforcement.finding()]
    }

    private static func find(_ given: FilePath?) -> (HostFinding, FilePath?) {
        do throws(SandboxError) {
            if let given { return (HostFinding(name: "helper", state: .good, detail: given.string), given) }
            let found = try HelperLocation.find()
            return (HostFinding(name: "helper", state: .good, detail: found.string), found)
        } catch {
            return (HostFinding(name: "helper", state: .missing, detail: "no \(HelperLocation.name)", mend: error.mend), nil)
        }
    }

    /// Since Linux 5.14 a user namespace counts its own processes, without which the limit on them would be shared by all sandboxes.
    private static func kernel() -> HostFinding {
        var names = utsname()
        uname(&names)
        let release = withUnsafeBytes(of: names.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let version = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        let isRecent = !version.lexicographicallyPrecedes([5, 14])
        return HostFinding(
            name: "kernel", state: isRecent ? .good : .missing, detail: "Linux \(release)", mend: isRecent ? "" : "use Linux 5.14 or later")
    }

    /// What a sandbox is made of, in the order of its making, with the stages at which each can fail.
    private static let parts: [(name: String, stages: Set<String>, mend: String)] = [
        (
            "user-namespaces", ["user-namespace", "deny-setgroups", "map-user", "map-group", "clone", "set-dumpable"],
            "allow user namespaces; the findings below name the setting that forbids them"
        ),
        (
            "private-mounts",
            [
                "mount-namespace", "private-mounts", "mount-slot-root", "bind-root-file-system", "protect-root-file-system", "pivot-root",
                "leave-host-root", "protect-slot-root",
            ],
            "run on a host, or in a container, whose security profile allows mounts in a user namespace"
        ),
        (
            "devices", ["mount-dev", "make-device", "bind-device", "mount-devpts", "protect-dev", "mount-shm"],
            "give this host /dev/null and its like"
        ),
        ("network-namespace", ["network-namespace", "loopback"], "use a kernel with CONFIG_NET_NS"),
        ("seccomp", ["build-seccomp", "install-seccomp"], "use a kernel with CONFIG_SECCOMP_FILTER"),
        ("overlay", ["mount-scratch", "make-scratch", "mount-overlay"], "use Linux 5.11 or later with the overlay module loaded: modprobe overlay"),
        ("proc", ["bind-proc", "mount-proc"], "in a container, ask for an unmasked /proc, for example: podman run --security-opt unmask=ALL"),
    ]

    /// - Parameter lack: how it bears on sandboxes if the backend does not work.
    private static func namespaces(failure: SandboxError?, lack: HostFinding.State) -> [HostFinding] {
        var state = HostFinding.State.good
        var findings: [HostFinding] = []
        for part in parts {
            if let failure, part.stages.contains(failure.stage) {
                findings.append(HostFinding(name: part.name, state: lack, detail: failure.description, mend: part.mend))
                state = .unknown
            } else {
                findings.append(HostFinding(name: part.name, state: state, detail: state == .good ? "works" : "not reached"))
            }
        }
        if let failure, state == .good {
            findings.append(HostFinding(name: "launch", state: lack, detail: failure.description, mend: failure.mend))
        }
        return findings
    }

    private static func chrootFailure(helper: FilePath, _ enforcement: LimitEnforcement) async -> SandboxError? {
        if let failure = await SandboxTrial.failure(of: .chroot, helper: helper) { return failure }
        do throws(SandboxError) {
            _ = try enforcement.parent(for: .chroot)
            return nil
        } catch {
            return error
        }
    }

    private static func chroot(failure: SandboxError?, lack: HostFinding.State) -> HostFinding {
        guard let failure else { return HostFinding(name: "chroot-backend", state: .good, detail: "works") }
        let detail = geteuid() == 0 ? "\(failure.stage): \(errorText(failure.errorNumber))" : "needs root"
        return HostFinding(name: "chroot-backend", state: lack, detail: detail, mend: failure.mend)
    }

    /// Settings of the kernel that forbid what a sandbox with user namespaces needs; those that this kernel lacks are passed over.
    private static func settings(lack: HostFinding.State) -> [HostFinding] {
        let isRoot = geteuid() == 0
        let forbidding: [(name: String, path: String, forbids: (Int) -> Bool, mend: String)] = [
            ("max-user-namespaces", "/proc/sys/user/max_user_namespaces", { $0 == 0 }, "sysctl -w user.max_user_namespaces=15000"),
            (
                "unprivileged-userns-clone", "/proc/sys/kernel/unprivileged_userns_clone", { $0 == 0 && !isRoot },
                "sysctl -w kernel.unprivileged_userns_clone=1"
            ),
            (
                "apparmor-userns", "/proc/sys/kernel/apparmor_restrict_unprivileged_userns", { $0 != 0 && !isRoot },
                "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or give sandbox-init an AppArmor profile with `userns,`"
            ),
        ]
        return forbidding.compactMap { setting in
            guard let text = CgroupFiles.words(FilePath(setting.path)).first, let value = Int(text) else { return nil }
            let forbids = setting.forbids(value)
            return HostFinding(name: setting.name, state: forbids ? lack : .good, detail: "\(value)", mend: forbids ? setting.mend : "")
        }
    }
}
