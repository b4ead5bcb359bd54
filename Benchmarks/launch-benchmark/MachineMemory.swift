/// Memory in use by processes, and by the kernel on their behalf.
enum MachineMemory {
    private static let fields: Set<Substring> = ["AnonPages:", "Shmem:", "Slab:", "KernelStack:", "PageTables:", "Percpu:"]

    /// All of the machine's, in KiB: what a sandbox takes shows in the difference, on an idle machine.
    static func kibibytes() throws -> Int {
        try SystemFile.text("/proc/meminfo").split(separator: "\n").reduce(0) { sum, line in
            let words = line.split(separator: " ")
            return words.count > 1 && fields.contains(words[0]) ? sum + (Int(words[1]) ?? 0) : sum
        }
    }
}
