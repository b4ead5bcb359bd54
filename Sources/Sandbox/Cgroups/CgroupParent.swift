import CSandboxWire
import Glibc
import Synchronization
import SystemPackage

/// Where the slots of this process get their cgroups.
struct CgroupParent: Sendable {
    /// Which of the kernel's two interfaces the directories have.
    enum Version: Int {
        case one = 1
        case two
    }

    let version: Version
    /// One directory for each hierarchy: one of version 2; of version 1 those of memory, pids and, where there is one, cpuacct.
    let directories: [FilePath]

    private static let needed = ["memory", "pids"]
    /// Where version 2 wants processes of a cgroup that has children: a child of its own.
    private static let leaf = "witnessbox-main"
    private static let found = Mutex<Result<CgroupParent, SandboxError>?>(nil)
    private static let scope = "start it as: systemd-run --user --scope -p Delegate=yes witnessbox …; as root, without --user"

    /// Below this process's own cgroup: looked for once, since with version 2 this process may have to move into a leaf.
    static func own() throws(SandboxError) -> CgroupParent {
        let result = found.withLock { found in
            if let found { return found }
            let result = Result { () throws(SandboxError) in try find() }
            found = result
            return result
        }
        return try result.get()
    }

    /// Below a directory of a version 2 hierarchy that somebody has set apart for this.
    static func below(_ directory: FilePath) throws(SandboxError) -> CgroupParent {
        guard CgroupFiles.exists(directory.appending("cgroup.controllers")) else {
            throw SandboxError(stage: "cgroup", subject: directory.string, errorNumber: ENOENT, mend: "give a directory of a cgroup v2 hierarchy")
        }
        return try CgroupParent(version: .two, directories: [directory]).prepared()
    }

    private static func find() throws(SandboxError) -> CgroupParent {
        let mounts = CgroupMount.all()
        let unified = mounts.first { $0.controllers == nil }
        if let unified, needed.allSatisfy(CgroupFiles.words(unified.own.appending("cgroup.controllers")).contains) {
            return try CgroupParent(version: .two, directories: [try vacate(unified.own)]).prepared()
        }
        let separate = (needed + ["cpuacct"]).compactMap { name in mounts.first { $0.controllers?.contains(name) == true }?.own }
        guard separate.count >= needed.count else {
            throw SandboxError(stage: "cgroup", errorNumber: ENOENT, mend: "the memory and pids controllers are not there for this process; \(scope)")
        }
        guard geteuid() == 0 else {
            throw SandboxError(stage: "cgroup", errorNumber: EPERM, mend: "cgroup v1 is root's; use a host with cgroup v2")
        }
        return try CgroupParent(version: .one, directories: separate).prepared()
    }

    /// Moves the processes of a delegated cgroup, this one among them, into a leaf of it, so that others may be made beside that.
    /// - Returns: the cgroup that may have children now.
    private static func vacate(_ own: FilePath) throws(SandboxError) -> FilePath {
        if own.lastComponent?.string == leaf { return own.removingLastComponent() }
        // Only the root of the whole hierarchy has no type, and it alone may have both processes and children.
        guard CgroupFiles.exists(own.appending("cgroup.type")) else { return own }
        let list = own.appending("cgroup.procs")
        guard access(list.string, W_OK) == 0, geteuid() != 0 || isDelegated(own) || CgroupFiles.words(list) == ["\(getpid())"] else {
            throw SandboxError(stage: "cgroup", subject: own.string, errorNumber: EPERM, mend: "it is not delegated to this user; \(scope)")
        }
        guard mkdir(own.appending(leaf).string, 0o755) == 0 || errno == EEXIST else {
            throw SandboxError(stage: "cgroup", subject: own.string, errorNumber: errno, mend: scope)
        }
        for process in CgroupFiles.words(list) {
            try CgroupFiles.write(process, to: own.appending(leaf).appending("cgroup.procs"), stage: "cgroup", mend: scope)
        }
        return own
    }

    /// What systemd leaves on a cgroup that it gave away.
    private static func isDelegated(_ directory: FilePath) -> Bool {
        ["trusted.delegate", "user.delegate"].contains { (name: String) in sandbox_is_marked(directory.string, name) }
    }

    /// Makes sure that slots can be made here, and removes those of processes that are gone.
    private func prepared() throws(SandboxError) -> CgroupParent {
        if version == .two, let directory = directories.first {
            let enabled = directory.appending("cgroup.subtree_control")
            if !Self.needed.allSatisfy(CgroupFiles.words(enabled).contains) {
                let controllers = Self.needed.map { "+\($0)" }.joined(separator: " ")
                try CgroupFiles.write(
                    controllers, to: enabled, stage: "cgroup", mend: "it must be delegated to this user and hold no process itself; \(Self.scope)")
            }
        }
        for directory in directories {
            sweep(directory)
            let trial = directory.appending("\(SlotCgroup.prefix)\(ProcessMark.own)-trial")
            guard mkdir(trial.string, 0o755) == 0, rmdir(trial.string) == 0 else {
                throw SandboxError(stage: "cgroup", subject: directory.string, errorNumber: errno, mend: "it must be this user's to change")
            }
        }
        return self
    }

    /// The kernel removes no cgroup that holds a process.
    private func sweep(_ directory: FilePath) {
        guard let stream = opendir(directory.string) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if let maker = SlotCgroup.maker(ofName: name), !maker.isAlive { rmdir(directory.appending(name).string) }
        }
    }
}
