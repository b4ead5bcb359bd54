import ArgumentParser
import Sandbox

/// The limits of a sandbox as flags.
struct LimitOptions: ParsableArguments {
    @Option(name: .customLong("timeout"), help: "Wall time of the command, in seconds.")
    var wallSeconds = 120.0

    @Option(name: .customLong("cpu"), help: "CPU time of the command, in seconds.")
    var cpuSeconds: Double?

    @Option(name: .customLong("memory"), help: "Resident memory of the sandbox, in MiB.")
    var memoryMebibytes: Int?

    @Option(name: .customLong("pids"), help: "Processes and threads alive at once.")
    var processes = 512

    @Option(name: .customLong("open-files"), help: "Open files of one process.")
    var openFiles = 4096

    @Option(name: .customLong("file-size"), help: "Largest single file, in MiB.")
    var fileMebibytes: Int?

    @Option(name: .customLong("scratch"), help: "Size of the writable layer, in MiB.")
    var scratchMebibytes = 1024

    @Option(name: .customLong("inodes"), help: "Files and directories the writable layer may hold.")
    var scratchInodes = 200_000

    @Option(name: .customLong("output"), help: "Bytes of each output stream, in KiB.")
    var outputKibibytes = 16_384

    func validate() throws {
        let numbers = [processes, openFiles, scratchMebibytes, scratchInodes, outputKibibytes, memoryMebibytes ?? 1, fileMebibytes ?? 1]
        guard numbers.allSatisfy({ $0 > 0 && $0 <= 1 << 32 }), wallSeconds > 0, wallSeconds < 1e9, cpuSeconds.map({ $0 > 0 && $0 < 1e9 }) ?? true
        else {
            throw ValidationError("a limit must be a positive number")
        }
    }

    /// The limits; all output within the limit is kept, since it is shown.
    var limits: Limits {
        Limits(
            wallMilliseconds: Int(wallSeconds * 1000),
            cpuMilliseconds: cpuSeconds.map { Int($0 * 1000) },
            memoryBytes: memoryMebibytes.map { $0 << 20 },
            processes: processes,
            openFiles: openFiles,
            fileBytes: fileMebibytes.map { $0 << 20 },
            scratchBytes: scratchMebibytes << 20,
            scratchInodes: scratchInodes,
            outputBytes: outputKibibytes << 10,
            keptOutputBytes: outputKibibytes << 10
        )
    }
}
