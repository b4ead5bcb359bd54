import ArgumentParser
import Images

struct ImageRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a name, and its image when no other name leads there.",
        discussion: "Given a digest, the image goes with all its names. An image that a run uses is not removed."
    )

    @Argument(help: "A name, a digest, or at least 8 digits of one.")
    var reference: String

    func run() async throws {
        try ImageStore().remove(reference)
    }
}
