/// Decides, from one reading of the host's pressure after another, how many jobs may be in flight.
///
/// It adds one job while processors are idle and memory is ample, takes one away while processors are fought over, though not below one for each
/// processor, and halves when memory runs short: what waits for a processor is only late, what waits for memory may be killed. Between the marks for less and for more it holds, and more takes
/// several calm readings in a row, so that it does not swing. A value: the same readings give the same decisions.
public struct ConcurrencyController: Sendable, Hashable {
    /// Why the number of jobs changed.
    public enum Cause: String, Codable, Sendable {
        /// Memory is short, or processes wait for it.
        case memoryShort = "memory-short"
        /// Processes wait for processors all the time.
        case processorsContended = "processors-contended"
        /// Processors have nothing to do.
        case processorsIdle = "processors-idle"
        /// Memory is ample again, for as many jobs as there are processors.
        case memoryAmple = "memory-ample"
    }

    /// How many jobs may be in flight now, at least 1.
    public private(set) var limit: Int
    private let processors: Int
    private let ceiling: Int
    private var calmReadings = 0
    private var contendedReadings = 0
    /// Calm readings in a row that are asked for before one more job.
    private var patience = Self.usualPatience

    /// Jobs for each processor past which more are of no use.
    private static let mostPerProcessor = 8
    private static let usualPatience = 3
    /// Where memory ran short it soon may again.
    private static let burntPatience = 15
    private static let contendedPatience = 5
    private static let idle = 0.1
    private static let contended = 0.9
    private static let contendedLoad = 4.0
    private static let memoryWaits = 0.2
    private static let memoryCalm = 0.05

    /// Starts with one job for each processor.
    public init(processors: Int) {
        self.processors = max(1, processors)
        ceiling = min(1024, self.processors * Self.mostPerProcessor)
        limit = self.processors
    }

    /// Takes in the reading of an interval.
    /// - Parameter working: jobs in flight at its end; above the limit while some still end that it no longer allows.
    /// - Returns: why ``limit`` changed, `nil` when it did not.
    public mutating func decide(_ pressure: HostPressure, working: Int) -> Cause? {
        if isShortOfMemory(pressure) {
            (calmReadings, contendedReadings, patience) = (0, 0, Self.burntPatience)
            // What was decided before has to take effect first.
            guard limit > 1, working <= limit else { return nil }
            limit /= 2
            return .memoryShort
        }
        contendedReadings = isContended(pressure) ? contendedReadings + 1 : 0
        // Fewer jobs than processors are too few however busy others keep these.
        let isBelowStart = limit < processors
        calmReadings = hasAmpleMemory(pressure) && (isBelowStart || isIdle(pressure)) && working >= limit ? calmReadings + 1 : 0
        if contendedReadings >= Self.contendedPatience, limit > processors {
            contendedReadings = 0
            limit -= 1
            return .processorsContended
        }
        if calmReadings >= patience, limit < ceiling {
            (calmReadings, patience) = (0, Self.usualPatience)
            limit += 1
            return isBelowStart ? .memoryAmple : .processorsIdle
        }
        return nil
    }

    private func isShortOfMemory(_ pressure: HostPressure) -> Bool {
        pressure.memoryStall ?? 0 >= Self.memoryWaits || (spareMemory(pressure).map { $0 < 1 } ?? false)
    }

    private func hasAmpleMemory(_ pressure: HostPressure) -> Bool {
        pressure.memoryStall ?? 0 < Self.memoryCalm && (spareMemory(pressure).map { $0 >= 2 } ?? true)
    }

    /// Without a word on idleness there is no ground for more.
    private func isIdle(_ pressure: HostPressure) -> Bool {
        pressure.cpuIdle ?? 0 >= Self.idle
    }

    private func isContended(_ pressure: HostPressure) -> Bool {
        guard let stall = pressure.cpuStall else { return pressure.load ?? 0 >= Self.contendedLoad }
        return stall >= Self.contended
    }

    /// Memory still to be had, in multiples of what is kept free for everything else: a tenth of it all, 256 MiB to 4 GiB.
    private func spareMemory(_ pressure: HostPressure) -> Double? {
        guard let available = pressure.availableMemoryBytes, let total = pressure.totalMemoryBytes else { return nil }
        return Double(available) / Double(min(max(total / 10, 256 << 20), 4 << 30))
    }
}
