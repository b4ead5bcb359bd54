/// Sizes for reading by people.
public enum ByteCount {
    /// `bytes` with a unit of powers of ten, cut to two decimals, such as `1.79 GB`.
    public static func text(_ bytes: Int) -> String {
        if bytes < 1000 { return "\(bytes) B" }
        let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
        var hundredths = bytes / 10
        var unit = 0
        while hundredths >= 100_000, unit < units.count - 1 {
            hundredths /= 1000
            unit += 1
        }
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) \(units[unit])"
    }
}
