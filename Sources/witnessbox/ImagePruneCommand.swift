import ArgumentParser
import Images

struct ImagePruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Remove images without a name, and what a killed import left.",
        discussion: "Prints the digest of each image removed. Images that a run uses are kept."
    )

    func run() async throws {
        for digest in try ImageStore().prune() { print(digest) }
    }
}
