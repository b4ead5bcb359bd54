import CSandboxWire

extension Limits {
    /// As in session.c: how far above the limit on processes the kernel's own stands.
    static let spareProcesses = 2

    /// These limits as the zygote takes them; a time of more than 49 days is as good as none.
    var launchRequest: sandbox_launch {
        sandbox_launch(
            kind: SANDBOX_LAUNCH.rawValue,
            processes: UInt32(clamping: processes),
            wall_milliseconds: UInt64(UInt32(clamping: wallMilliseconds)),
            grace_milliseconds: UInt64(UInt32(clamping: graceMilliseconds)),
            cpu_milliseconds: UInt64(UInt32(clamping: cpuMilliseconds ?? 0)),
            memory_bytes: UInt64(clamping: memoryBytes ?? 0),
            open_files: UInt64(clamping: openFiles),
            file_bytes: UInt64(clamping: fileBytes ?? 0),
            scratch_bytes: UInt64(clamping: scratchBytes),
            scratch_inodes: UInt64(clamping: scratchInodes),
            may_trace: allowsTracing ? 1 : 0,
            padding: 0
        )
    }
}
