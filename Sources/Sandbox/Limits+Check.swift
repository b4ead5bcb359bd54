import Glibc

extension Limits {
    /// Refuses what cannot be enforced as asked: for the kernel's tmpfs a size of zero would mean no limit at all.
    func check() throws(SandboxError) {
        let least = [
            ("wallMilliseconds", wallMilliseconds, 1),
            ("graceMilliseconds", graceMilliseconds, 0),
            ("cpuMilliseconds", cpuMilliseconds ?? 1, 1),
            ("memoryBytes", memoryBytes ?? 1, 1),
            ("processes", processes, 1),
            ("openFiles", openFiles, 16),
            ("fileBytes", fileBytes ?? 1, 1),
            ("scratchBytes", scratchBytes, 64 << 10),
            ("scratchInodes", scratchInodes, 32),
            ("outputBytes", outputBytes, 0),
            ("keptOutputBytes", keptOutputBytes, 0),
        ]
        for (name, value, minimum) in least where value < minimum {
            throw SandboxError(stage: "limits", subject: name, errorNumber: EINVAL, mend: "give at least \(minimum), not \(value)")
        }
    }
}
