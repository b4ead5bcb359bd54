import ArgumentParser

/// The parent of the image commands.
struct ImageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Build, import and look after toolchain images.",
        subcommands: [
            ImageBuildCommand.self, ImageImportCommand.self, ImageListCommand.self, ImageInspectCommand.self, ImageRemoveCommand.self,
            ImagePruneCommand.self,
        ]
    )
}
