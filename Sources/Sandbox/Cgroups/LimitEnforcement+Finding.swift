import SystemPackage

/// What the doctor says of limits.
extension LimitEnforcement {
    /// By what the limits are held, and what those means cannot hold.
    func finding() -> HostFinding {
        var reason = ""
        do throws(SandboxError) {
            if let parent = try required() {
                return HostFinding(
                    name: "limits",
                    state: .good,
                    detail: """
                        cgroup v\(parent.version.rawValue) below \(parent.directories.map(\.string).joined(separator: ", ")): the kernel holds memory \
                        with the writable layer and the number of processes; pid 1 looks every 50 ms at memory without that layer, CPU time and \
                        open files
                        """
                )
            }
        } catch {
            if case .below = cgroups { return HostFinding(name: "limits", state: .missing, detail: error.description, mend: error.mend) }
            reason = error.description
        }
        return HostFinding(
            name: "limits",
            state: .good,
            detail: """
                rlimits, and pid 1 looking every 50 ms at memory, processes, CPU time and open files: what was taken and given back between two \
                looks goes unseen, and so does CPU time of children that nobody waits for
                """,
            mend: reason.isEmpty ? "" : "for the kernel's own count: \(reason)"
        )
    }
}
