import ArgumentParser
import Foundation

/// How many examples run at once.
enum Parallelism: ExpressibleByArgument {
    /// As many as the host has cores.
    case automatic
    /// This many.
    case fixed(Int)

    init?(argument: String) {
        if argument == "auto" {
            self = .automatic
        } else if let number = Int(argument), (1...1024).contains(number) {
            self = .fixed(number)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .automatic: "auto"
        case .fixed(let number): String(number)
        }
    }

    /// The number.
    var workers: Int {
        switch self {
        case .automatic: ProcessInfo.processInfo.activeProcessorCount
        case .fixed(let number): number
        }
    }
}
