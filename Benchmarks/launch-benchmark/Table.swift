/// The figures of all contenders at one number of workers, for people.
struct Table {
    let workers: Int
    let rows: [(name: String, measurement: Measurement)]

    var text: String {
        let header = ["workers \(workers)", "launches/s", "p10 ms", "p50 ms", "p95 ms", "CPU ms", "x bubblewrap"]
        let body = rows.map { row in
            [
                row.name,
                "\(Int(row.measurement.throughput.rounded()))",
                "\(row.measurement.latency(percentile: 10).rounded(toPlaces: 2))",
                "\(row.measurement.latency(percentile: 50).rounded(toPlaces: 2))",
                "\(row.measurement.latency(percentile: 95).rounded(toPlaces: 2))",
                "\(row.measurement.cpuMilliseconds.rounded(toPlaces: 2))",
                ratio(of: row.name, to: "bubblewrap").map { "\($0.rounded(toPlaces: 2))" } ?? "",
            ]
        }
        let lines = [header] + body
        let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }.joined(separator: "  ")
        }.joined(separator: "\n") + "\n"
    }

    /// How many times the throughput of another contender one has.
    func ratio(of name: String, to other: String) -> Double? {
        guard let ours = rows.first(where: { $0.name == name }), let theirs = rows.first(where: { $0.name == other }) else { return nil }
        return ours.measurement.throughput / theirs.measurement.throughput
    }
}

extension Double {
    func rounded(toPlaces places: Int) -> Double {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}
