/// What of the ``ExtractionLimits`` has been used.
struct ExtractionBudget {
    let limits: ExtractionLimits
    private(set) var entries = 0
    private var bytes = 0
    private var consumedBefore = 0

    init(limits: ExtractionLimits) {
        self.limits = limits
    }

    /// Counts an entry and the size it claims, before anything of it is written.
    mutating func admit(_ entry: ArchiveEntry) throws {
        entries += 1
        guard entries <= limits.entries else { throw refusal(entry, "the archive holds more than \(limits.entries) entries") }
        guard entry.size >= 0, entry.size <= limits.bytes - bytes else {
            throw refusal(entry, "the archive unpacks to more than \(limits.bytes) bytes")
        }
        bytes += entry.size
    }

    /// Holds what was unpacked so far against what it came from.
    func requireRatio(consumed: Int, _ entry: ArchiveEntry) throws {
        let consumed = max(1, consumedBefore + consumed)
        guard bytes > limits.ratioFloorBytes, bytes / consumed > limits.ratio else { return }
        throw refusal(entry, "the archive unpacks to more than \(limits.ratio) times its size")
    }

    /// Closes the account of one layer, of which `consumed` bytes were read.
    mutating func endLayer(consumed: Int) {
        consumedBefore += consumed
    }

    private func refusal(_ entry: ArchiveEntry, _ cause: String) -> ArchiveError {
        ArchiveError(stage: "limit", entry: entry.printableName, cause: cause, mend: "do not import it, or raise the limit if you trust it")
    }
}
