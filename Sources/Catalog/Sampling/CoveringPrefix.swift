import Synchronization

/// Which of its candidates each of a plan's first rows is: the one that adds most pairs of axis values to those of the rows before.
///
/// Rows are chosen in order, as far as one is asked for; any thread may ask.
final class CoveringPrefix: Sendable {
    private struct Chosen {
        var coverage = PairCoverage()
        var candidates: [UInt8] = []
    }

    private let chosen = Mutex(Chosen())

    /// The candidate that a row is.
    /// - Parameter values: the axis values of a row's candidates; the same every time.
    func candidate(of row: Int, values: (_ row: Int) -> (_ candidate: Int) -> [AxisValue]) -> Int {
        chosen.withLock { chosen in
            while chosen.candidates.count <= row {
                let candidate = chosen.coverage.addBest(values: values(chosen.candidates.count))
                chosen.candidates.append(UInt8(candidate))
            }
            return Int(chosen.candidates[row])
        }
    }
}
