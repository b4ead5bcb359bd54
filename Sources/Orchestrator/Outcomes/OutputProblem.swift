import Sandbox

/// Why a declared output could not be kept.
enum OutputProblem {
    /// No such file, or an empty directory.
    case missing(String)
    /// Something is there that cannot be read as a file, such as a pipe or an oversized file.
    case unreadable(SandboxError)

    /// A stable word for grouping.
    var failureClass: String {
        switch self {
        case .missing: "missing-output"
        case .unreadable: "unreadable-output"
        }
    }

    /// One line for people.
    var message: String {
        switch self {
        case .missing(let path): "'\(path)' is not there after the last step"
        case .unreadable(let error): error.description
        }
    }
}
