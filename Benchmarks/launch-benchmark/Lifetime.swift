/// How long a command lives whose sandbox's memory is measured.
enum Lifetime: Int, CaseIterable {
    case short = 2
    /// For those of which all the others could not be started meanwhile.
    case long = 12

    init(launchMilliseconds: Double) {
        self = launchMilliseconds < Measurement.slowMilliseconds ? .short : .long
    }

    /// In seconds, as the command takes it.
    var argument: String { String(rawValue) }

    /// When all should be alive.
    var middle: Duration { .seconds(rawValue) / 2 }
}
