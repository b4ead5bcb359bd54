import ArgumentParser
import Foundation
import Images
import SystemPackage

struct ImageBuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build a toolchain image and import it.",
        discussion: """
            Needs mmdebstrap, zstd and pip, and as an ordinary user also uidmap; the network is reached through the host's own apt sources and pip. \
            Writes NAME.tar.zst, NAME.manifest.json (digests, versions) and NAME.sbom.spdx.json. Two builds of the same recipe from the same mirror \
            are equal bit by bit.

            Examples:
              witnessbox image build
              witnessbox image build --profile core --output core.tar.zst --no-import
            """
    )

    @Option(help: "What goes in: 'full' has five languages, 'core' only Python and the supply-chain tools.")
    var profile = "full"

    @Option(help: "The archive to write. (default: toolchain-PROFILE.tar.zst)", completion: .file(extensions: ["tar.zst"]))
    var output: String?

    @Option(
        help: "A witness executable for the image. (default: Debian's if it can verify tokens, else compiled from its sources)", completion: .file())
    var witness: String?

    @Option(help: "Where downloads are kept. (default: witnessbox/build in the XDG cache directory)", completion: .directory)
    var cache: String?

    @Option(help: "The recipe's directory.", completion: .directory)
    var recipe = "images/toolchain"

    @Option(help: "A Debian mirror. (default: the one of the host's apt sources)")
    var mirror: String?

    @Flag(inversion: .prefixedNo, help: "Unpack the image into the store as toolchain:PROFILE.")
    var `import` = true

    func run() async throws {
        let archive = FilePath(output ?? "toolchain-\(profile).tar.zst")
        let builder = try ImageBuilder(
            recipe: ImageRecipe(at: FilePath(recipe)),
            profile: profile,
            archive: archive,
            cache: cache.map { FilePath($0) } ?? ImageBuilder.defaultCache(),
            witness: witness.map { FilePath($0) },
            mirror: mirror
        )
        let manifest = try await builder.build { stage, text in
            FileHandle.standardError.write(Data("\(stage.rawValue): \(text)\n".utf8))
        }
        print("\(archive) is \(manifest.archive.digest)")
        if let witness = manifest.witness {
            print("its witness: \(witness.summary)")
            if !witness.canVerifyTokens {
                let warning =
                    "warning: attestors that need a token, like 'github', are refused with this image; give a binary that can by --witness\n"
                FileHandle.standardError.write(Data(warning.utf8))
            }
        }
        guard `import` else { return }
        let store = try ImageStore()
        let display = ImportProgressDisplay()
        defer { display.end() }
        let image = try await store.importArchive(at: archive, reference: "toolchain:\(profile)") { display.show($0) }
        display.end()
        print("toolchain:\(profile) is \(image.digest)")
    }
}
