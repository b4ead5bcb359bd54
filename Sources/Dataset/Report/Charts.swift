/// Charts as inline SVG, drawn with the colours of the page they stand in.
enum Charts {
    private static let width = 560.0
    private static let labelWidth = 190.0
    private static let lineHeight = 20.0

    /// A bar.
    struct Bar {
        var label: String
        var value: Double
        /// What stands at the bar's end.
        var note: String
    }

    /// Horizontal bars with labels to the left, on a scale from 0 to `full`, or to the greatest value.
    static func bars(_ bars: [Bar], full: Double? = nil, title: String) -> Markup {
        let scale = max(full ?? bars.map(\.value).max() ?? 1, .leastNormalMagnitude)
        let room = width - labelWidth - 90
        let lines = bars.enumerated().map { position, bar -> Markup in
            let top = Double(position) * lineHeight
            let length = max(bar.value > 0 ? 1 : 0, min(1, bar.value / scale) * room)
            return """
                <text class="label" x="\(labelWidth - 8)" y="\(top + 14)" text-anchor="end">\(shortened(bar.label))</text>\
                <rect class="track" x="\(labelWidth)" y="\(top + 4)" width="\(room)" height="12" rx="3"/>\
                <rect class="bar" x="\(labelWidth)" y="\(top + 4)" width="\(length)" height="12" rx="3"/>\
                <text class="note" x="\(labelWidth + length + 6)" y="\(top + 14)">\(bar.note)</text>
                """
        }
        return svg(height: Double(bars.count) * lineHeight + 4, title: title, lines)
    }

    /// A square of cells, the darker the nearer its value is to 1; `nil` leaves a cell empty.
    static func heatmap(_ names: [String], title: String, value: (Int, Int) -> (share: Double, words: String)?) -> Markup {
        let cell = min(26, (width - labelWidth) / Double(max(1, names.count)))
        let head = 96.0
        var parts: [Markup] = []
        for (row, name) in names.enumerated() {
            let top = head + Double(row) * cell
            parts.append("<text class=\"label\" x=\"\(labelWidth - 8)\" y=\"\(top + cell / 2 + 4)\" text-anchor=\"end\">\(shortened(name))</text>")
            let left = labelWidth + Double(row) * cell + cell / 2 + 4
            parts.append("<text class=\"label\" transform=\"translate(\(left),\(head - 6)) rotate(-55)\">\(shortened(name))</text>")
            for column in 0...row {
                guard let (share, words) = value(row, column) else { continue }
                let opacity = (0.06 + 0.94 * share).text(decimals: 2)
                parts.append(
                    """
                    <rect class="cell" x="\(labelWidth + Double(column) * cell)" y="\(top)" width="\(cell - 2)" height="\(cell - 2)" rx="3" \
                    fill-opacity="\(opacity)"><title>\(words)</title></rect>
                    """
                )
            }
        }
        return svg(height: head + Double(names.count) * cell + 4, title: title, parts)
    }

    /// For each name a line from the least to the greatest value, with the middle and the 99th part of a hundred marked.
    static func spreads(_ spreads: [(name: String, spread: LengthReport.Spread)], title: String) -> Markup {
        let room = width - labelWidth - 90
        let lines = spreads.enumerated().map { position, entry -> Markup in
            let top = Double(position) * 34
            let scale = room / Double(max(1, entry.spread.greatest))
            func place(_ value: Int) -> Double { labelWidth + Double(value) * scale }
            return """
                <text class="label" x="\(labelWidth - 8)" y="\(top + 16)" text-anchor="end">\(entry.name)</text>\
                <rect class="track" x="\(place(entry.spread.least))" y="\(top + 9)" \
                width="\(place(entry.spread.greatest) - place(entry.spread.least))" height="6" rx="3"/>\
                <rect class="bar" x="\(place(entry.spread.least))" y="\(top + 9)" width="\(place(entry.spread.p95) - place(entry.spread.least))" height="6" rx="3"/>\
                <circle class="dot" cx="\(place(entry.spread.median))" cy="\(top + 12)" r="6"><title>median \(entry.spread.median)</title></circle>\
                <circle class="ring" cx="\(place(entry.spread.p99))" cy="\(top + 12)" r="5"><title>99 % have no more than \(entry.spread.p99)</title></circle>\
                <text class="note" x="\(labelWidth)" y="\(top + 30)">\(entry.spread.least.grouped) · median \(entry.spread.median.grouped) · \
                95 % \(entry.spread.p95.grouped) · 99 % \(entry.spread.p99.grouped) · \(entry.spread.greatest.grouped)</text>
                """
        }
        return svg(height: Double(spreads.count) * 34 + 6, title: title, lines)
    }

    private static func svg(height: Double, title: String, _ parts: [Markup]) -> Markup {
        "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(title)\">\(parts)</svg>\n"
    }

    private static func shortened(_ label: String) -> String { label.count > 28 ? label.prefix(27) + "…" : label }
}
