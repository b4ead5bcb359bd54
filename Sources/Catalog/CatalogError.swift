/// All that is wrong with the data files of a catalog.
public struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The mistakes, by file and line; there is at least one.
    public var mistakes: [CatalogMistake]

    /// An error with every part given.
    public init(mistakes: [CatalogMistake]) {
        self.mistakes = mistakes
    }

    /// A line for each mistake, after one that counts them where there are several.
    public var description: String {
        let lines = mistakes.map(\.description)
        return (lines.count > 1 ? ["\(lines.count) mistakes in the catalog"] + lines : lines).joined(separator: "\n")
    }
}
