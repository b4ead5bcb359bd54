/// An example as the run store holds it.
public struct StoredExample: Sendable, Hashable {
    /// Position in the plan, from 0.
    public var index: Int
    /// Stable name of the example.
    public var id: String
    /// How far it has come.
    public var state: ExampleState
    /// Key of ``job``.
    public var jobKey: JobKey
    /// The work; replay needs nothing else.
    public var job: Job
    /// What the planner kept beside the job.
    public var specification: [UInt8]

    /// An example with every part given.
    public init(index: Int, id: String, state: ExampleState, jobKey: JobKey, job: Job, specification: [UInt8]) {
        self.index = index
        self.id = id
        self.state = state
        self.jobKey = jobKey
        self.job = job
        self.specification = specification
    }

    /// Whether a text from elsewhere can be the name of an example: at most 100 ASCII letters, digits, hyphens, underscores and dots, no dot first.
    ///
    /// Names become files and directories, and are printed.
    public static func isName(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { byte in
            UnicodeScalar(byte).properties.isAlphabetic && byte < 128 || (0x30...0x39).contains(byte) || "-._".utf8.contains(byte)
        }
        return isPlain && (1...100).contains(text.utf8.count) && !text.hasPrefix(".")
    }
}
