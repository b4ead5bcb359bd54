/// Sizes for reading by people.
public enum ByteCount {
    /// `bytes` with a unit of powers of ten, such as `1.79 GB`.
    public static func text(_ bytes: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"]
        var hundredths = bytes.multipliedReportingOverflow(by: 100).partialValue
        var unit = 0
        if bytes < 1000 { return "\(bytes) B" }
        hundredths = bytes / 10
        unit = 1
        while hundredths >= 100_000, unit < units.count - 1 {
            hundredths /= 1000
            unit += 1
        }
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) \(units[unit])"
    }
}
