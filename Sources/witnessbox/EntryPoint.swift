import ArgumentParser
import Foundation

/// Parses, runs, and turns any error into one clear message and a documented exit code.
@main
enum EntryPoint {
    static func main() async {
        do {
            var command = try WitnessBox.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    private static func leave(with error: any Error) -> Never {
        let parserCode = WitnessBox.exitCode(for: error)
        if let status = ExitStatus(describing: error) {
            write("witnessbox: \(error)", to: .standardError)
            Foundation.exit(status.rawValue)
        }
        let message = WitnessBox.fullMessage(for: error)
        if !message.isEmpty {
            write(message, to: parserCode == .success ? .standardOutput : .standardError)
        }
        Foundation.exit(parserCode == .validationFailure ? ExitStatus.usage.rawValue : parserCode.rawValue)
    }

    private static func write(_ message: String, to handle: FileHandle) {
        // A closed pipe is no reason to hide the exit code.
        try? handle.write(contentsOf: Data((message + "\n").utf8))
    }
}
