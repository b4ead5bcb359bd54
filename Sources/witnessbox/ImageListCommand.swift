import ArgumentParser
import Images

struct ImageListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the images of the store.",
        discussion: """
            Digest, size, whether its witness is known to verify tokens ('tokens', 'no-tokens', 'unchecked'), names. Attestors that need a token, like \
            'github', work only with an image of 'tokens'.
            """
    )

    @Flag(help: "Print a JSON array.")
    var json = false

    func run() async throws {
        let store = try ImageStore()
        let reports = try store.images().map { try ImageReport($0, in: store) }
        if json { return print(try JSONText.document(reports)) }
        for report in reports { print(report.line) }
    }
}
