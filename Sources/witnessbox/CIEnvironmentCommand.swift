import ArgumentParser
import Basics
import CIMocks

/// `witnessbox ci env PLATFORM`: the variables of a mocked job.
struct CIEnvironmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "Print the variables that a CI platform sets for a job.",
        discussion: """
            Tokens and the addresses of endpoints are not among them: those exist only while something answers, in 'witnessbox run --ci'.

              witnessbox ci env github --event pull_request
              witnessbox ci env gitlab --repository acme/tally --event tag --ref v1.2.0 --format json
              eval "$(witnessbox ci env jenkins --format sh)"
            """
    )

    /// How variables are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// `NAME=value`, quoted as a shell reads it.
        case dotenv
        /// One object.
        case json
        /// Lines of `export`.
        case sh
    }

    @Argument(help: "The platform.")
    var platform: CIPlatform

    @OptionGroup(title: "Build")
    var options: CIBuildOptions

    @Option(help: "How to write them.")
    var format = Format.dotenv

    func run() throws {
        let environment = try CIMock(options.build(on: platform).build).environment
        let lines = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\(ShellWords.quoted($0.value))" }
        switch format {
        case .dotenv: print(lines.joined(separator: "\n"))
        case .sh: print(lines.map { "export \($0)" }.joined(separator: "\n"))
        case .json: print(try JSONText.document(environment))
        }
    }
}
