/// The figures of all contenders at one number of workers, for people.
struct Table {
    let workers: Int
    let rows: [(contender: Contender, measurement: Measurement, memory: Int?)]

    private static let header = [
        "launches/s", "p10 ms", "p50 ms", "p95 ms", "CPU ms", "kernel ms", "KiB live", "root",
    ]

    var text: String {
        let body = rows.map { row in
            let measurement = row.measurement
            return [row.contender.name, "\(Int(measurement.throughput.rounded()))"]
                + [10, 50, 95].map { "\(measurement.latency(percentile: $0).rounded(toPlaces: 2))" }
                + ["\(measurement.cpuMilliseconds.rounded(toPlaces: 2))", "\(measurement.kernelMilliseconds.rounded(toPlaces: 2))"]
                + [row.memory.map { "\($0)" } ?? "", row.contender.root.rawValue]
        }
        let lines = [["workers \(workers)"] + Table.header] + body
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }.joined(separator: "  ")
        }.joined(separator: "\n") + "\n"
    }

    /// How many times the throughput of another contender WitnessBox has.
    func ratio(to other: String) -> Double? {
        guard let ours = throughput(of: Contender.witnessBox), let theirs = throughput(of: other) else { return nil }
        return ours / theirs
    }

    private func throughput(of name: String) -> Double? {
        rows.first { $0.contender.name == name }?.measurement.throughput
    }
}

extension Double {
    func rounded(toPlaces places: Int) -> Double {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}
