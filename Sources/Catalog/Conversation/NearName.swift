/// Finds the name that a misspelled one was to be.
enum NearName {
    /// ` (did you mean '…'?)` with the name at the least distance, or nothing where none is near.
    static func hint(for name: String, among names: some Sequence<String>) -> String {
        let near = names.lazy.filter { $0 != name }.map { (editDistance($0, name), $0) }.filter { $0.0 <= 2 }.min { $0 < $1 }
        return near.map { " (did you mean '\($0.1)'?)" } ?? ""
    }

    /// Levenshtein's distance of two short names.
    private static func editDistance(_ first: String, _ second: String) -> Int {
        let second = Array(second)
        var row = Array(0...second.count)
        for (line, character) in first.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in second.indices {
                let replaced = diagonal + (character == second[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[second.count]
    }
}
