import SystemPackage

/// A mounted hierarchy of cgroups and this process's place in it.
struct CgroupMount {
    /// The controllers of a version 1 hierarchy; nil for version 2.
    let controllers: [String]?
    /// The directory of this process's own cgroup.
    let own: FilePath

    /// All hierarchies that this process can see.
    static func all() -> [CgroupMount] {
        let memberships = (CgroupFiles.read("/proc/self/cgroup") ?? "").split(separator: "\n")
        return (CgroupFiles.read("/proc/self/mountinfo") ?? "").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ").map(String.init)
            guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else { return nil }
            let options = fields[dash + 3].split(separator: ",").map(String.init)
            switch fields[dash + 1] {
            case "cgroup2": return CgroupMount(controllers: nil, root: fields[3], point: fields[4], memberships) { $0 == "" }
            case "cgroup":
                return CgroupMount(controllers: options, root: fields[3], point: fields[4], memberships) { names in
                    names != "" && names.split(separator: ",").allSatisfy { options.contains(String($0)) }
                }
            default: return nil
            }
        }
    }

    /// - Parameters:
    ///   - root: the part of the hierarchy that is mounted.
    ///   - memberships: lines such as `4:memory:/user`.
    private init?(controllers: [String]?, root: String, point: String, _ memberships: [Substring], isOurs: (Substring) -> Bool) {
        for line in memberships {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, isOurs(parts[1]), var path = Optional(String(parts[2])) else { continue }
            if root != "/" {
                guard path == root || path.hasPrefix(root + "/") else { return nil }
                path.removeFirst(root.count)
            }
            self.controllers = controllers
            own = path.isEmpty || path == "/" ? FilePath(point) : FilePath(point + path)
            return
        }
        return nil
    }
}
