import ArgumentParser
import Orchestrator

/// How many examples run at once, as the user says it.
enum Parallelism {
    /// As many as the host bears.
    case automatic
    /// This many.
    case fixed(Int)

    private static let range = 1...1024

    /// - Throws: `ValidationError` that says what may be given.
    init(argument: String) throws {
        if argument == "auto" {
            self = .automatic
        } else if let number = Int(argument), Self.range.contains(number) {
            self = .fixed(number)
        } else {
            throw ValidationError("give auto, or a number from \(Self.range.lowerBound) to \(Self.range.upperBound)")
        }
    }

    var concurrency: Concurrency {
        switch self {
        case .automatic: .automatic()
        case .fixed(let number): .fixed(number)
        }
    }
}

extension Parallelism: CustomStringConvertible {
    /// The text that makes it, for the help.
    var description: String {
        switch self {
        case .automatic: "auto"
        case .fixed(let number): String(number)
        }
    }
}
