/// A mistake in a grammar file.
public struct GrammarError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where in a file something stands.
    public struct Position: Sendable, Hashable, CustomStringConvertible {
        /// Path of the file.
        public var file: String
        /// Line, from 1.
        public var line: Int

        /// A position with both parts given.
        public init(file: String, line: Int) {
            self.file = file
            self.line = line
        }

        /// `file:line`, as editors understand it.
        public var description: String { "\(file):\(line)" }
    }

    /// A stable identifier of the mistake, for example `yaml`, `notation`, `unknown-name` or `fact-omitted`; tests assert on it.
    public var code: String
    /// Where the mistake stands.
    public var position: Position
    /// What is wrong there.
    public var cause: String
    /// What was expected.
    public var mend: String

    /// An error with every part given.
    public init(code: String, position: Position, cause: String, mend: String) {
        self.code = code
        self.position = position
        self.cause = cause
        self.mend = mend
    }

    /// One line: position, cause, what was expected.
    public var description: String {
        "\(position): \(cause); expected \(mend)"
    }
}
