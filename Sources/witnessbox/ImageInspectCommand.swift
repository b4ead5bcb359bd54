import ArgumentParser
import Images

struct ImageInspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what is known about an image: its record, its variables and its builder's manifest.",
        discussion: "Example: witnessbox image inspect toolchain:full --verify"
    )

    @Argument(help: "A name, a digest, or at least 8 digits of one.")
    var reference: String

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Also read the whole image and compare it with what was imported.")
    var verify = false

    func run() async throws {
        let store = try ImageStore()
        if verify { try await store.verify(reference) }
        let report = try ImageReport(store.image(reference), in: store)
        print(try json ? JSONText.document(report) : report.text)
    }
}
