import CFuzzer
import Glibc

/// The loop that all targets share: libFuzzer makes up inputs, guided by the code they reach, and stops at the first that traps.
public enum Fuzzer {
    nonisolated(unsafe) private static var target: (UnsafeRawBufferPointer) -> Void = { _ in }

    /// Runs until libFuzzer's arguments say that it is enough.
    ///
    /// When the environment names a directory as `FUZZ_SEEDS`, the seeds are written there first, so that the repository holds none.
    /// - Parameter target: must trap when something does not hold.
    public static func run(seeds: [[UInt8]], _ target: @escaping (UnsafeRawBufferPointer) -> Void) {
        if let directory = getenv("FUZZ_SEEDS") {
            for (number, seed) in seeds.enumerated() { write(seed, to: "\(String(cString: directory))/seed-\(number)") }
        }
        Self.target = target
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { start, count in
                Fuzzer.target(UnsafeRawBufferPointer(start: start, count: count))
                return 0
            })
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}
