import Catalog
import Dataset

/// Which combinations of axis values occur, for people.
struct CoverageText {
    private let report: CoverageReport

    init(_ report: CoverageReport) {
        self.report = report
    }

    /// One line.
    var summary: [String] {
        let share = "\(report.seen.grouped) of \(report.allowed.grouped) (\((100 * report.share).text(decimals: 3)) %)"
        let rarest = report.fewest == 255 ? "255 times or more" : "\(report.fewest) times"
        return ["  \(report.size) together  \(share); \(report.seenTenTimes.grouped) ten times or more, the rarest \(rarest)"]
    }

    /// The same with the first combinations that do not occur.
    var lines: [String] { summary + report.missing.map { "    missing: \($0.joined(separator: " "))" } }
}
