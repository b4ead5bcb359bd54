import ArgumentParser
import Dataset
import Orchestrator
import SystemPackage

/// `witnessbox merge`: shards into one run.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join the shards of one plan into one run.",
        discussion: """
            The result is what one machine would have made: its dataset is the same, byte for byte. The shards stay as they are. Interrupted, run it again.

            Example:

              witnessbox merge runs/whole runs/shard-1 runs/shard-2
            """
    )

    @Argument(help: "Directory to write.", completion: .directory)
    var output: String

    @Argument(help: "Directories of all shards.", completion: .directory)
    var shards: [String]

    func run() throws {
        let store = try RunMerger(shards: shards.map { FilePath($0) }).merge(into: FilePath(output))
        try FailureArchive(store: store).write()
        let dataset = try RunPublisher(store: store).publish()
        RunText.summary(try store.summary(), directory: output).forEach { print($0) }
        print(RunText.dataset(dataset, directory: output))
    }
}
