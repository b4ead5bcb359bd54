/// Runs of six words that many texts have.
public struct RepetitionReport: Codable, Sendable, Hashable {
    /// Share of the texts that have a run which occurs in at least one text of a hundred (and in at least five texts).
    public var share: Double
    /// Share of the texts that have the most frequent run.
    public var topShare: Double

    init(_ runs: ShingleTable) {
        let texts = Double(max(1, runs.count))
        let frequencies = runs.frequencies()
        let limit = UInt32(clamping: max(5, (runs.count + 99) / 100))
        share = Double((0..<runs.count).count { text in runs[text].contains { frequencies[ShingleTable.slot(of: $0)] >= limit } }) / texts
        topShare = Double(frequencies.max() ?? 0) / texts
    }
}
