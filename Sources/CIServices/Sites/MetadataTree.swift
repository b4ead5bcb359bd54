/// Values by path, with directories that list what lies in them, one name a line, those of directories with a slash.
struct MetadataTree: Sendable {
    private var texts: [String: String]

    /// - Parameter values: by absolute path without a slash at its end.
    init(values: [String: String]) {
        var names: [String: Set<String>] = [:]
        for path in values.keys {
            var directory = ""
            let parts = path.split(separator: "/")
            for (position, part) in parts.enumerated() {
                names[directory + "/", default: []].insert(part + (position < parts.count - 1 ? "/" : ""))
                directory += "/\(part)"
            }
        }
        texts = names.mapValues { $0.sorted().joined(separator: "\n") }
        for (directory, text) in texts where directory != "/" {
            texts[String(directory.dropLast())] = text
        }
        texts.merge(values) { $1 }
    }

    /// The value or the list at a path.
    subscript(path: String) -> String? { texts[path] }
}
