import ArgumentParser
import Images
import SystemPackage

struct ImageImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Unpack an archive into the image store.",
        discussion: """
            Takes a root file system (tar, tar.gz, tar.xz, tar.zst), the output of 'docker save', or an OCI layout in a tar. An archive that is already in \
            the store only gets the name.

            Examples:
              witnessbox image import toolchain.tar.zst --name toolchain:full
              podman save --format oci-archive --output trixie.tar debian:trixie && witnessbox image import trixie.tar --name debian:trixie
            """
    )

    @Argument(help: "The archive.", completion: .file())
    var file: String

    @Option(help: "The name that shall lead to the image, like toolchain:full.")
    var name: String

    @Flag(help: "Print the image as JSON.")
    var json = false

    func run() async throws {
        let store = try ImageStore()
        let display = ImportProgressDisplay()
        defer { display.end() }
        let image = try await store.importArchive(at: FilePath(file), reference: name) { display.show($0) }
        display.end()
        print(json ? try JSONText.document(ImageReport(image, in: store)) : "\(name) is \(image.digest)")
    }
}
