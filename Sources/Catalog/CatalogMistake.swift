/// A mistake in a catalog's data files: where it is and what was expected there.
public struct CatalogMistake: Sendable, Hashable, CustomStringConvertible {
    /// The file, relative to nothing: as it was found.
    public var file: String
    /// The line, from 1, or `nil` when the file as a whole is meant.
    public var line: Int?
    /// What is wrong and what was expected.
    public var message: String

    /// A mistake with every part given.
    public init(file: String, line: Int? = nil, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `FILE:LINE: MESSAGE`, the form that editors jump to.
    public var description: String {
        if let line { "\(file):\(line): \(message)" } else { "\(file): \(message)" }
    }
}
