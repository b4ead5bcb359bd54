import Foundation
import SystemPackage

extension Catalog {
    /// Reads and checks the built-in catalog and those of the user.
    ///
    /// Every directory has the same layout. Entries add up; one with the name of an earlier one replaces it.
    /// - Throws: ``CatalogError`` with all mistakes of all files, each with file and line.
    public static func load(directories: [FilePath] = []) throws -> Catalog {
        let log = MistakeLog<CatalogMistake>()
        let sources = ([builtIn] + directories).map { CatalogFile.all(below: $0, log: log) }
        var loader = CatalogLoader(log: log)
        for files in sources {
            loader.read(files)
        }
        let conversations = ConversationRenderer(catalogDirectories: directories, log: log)
        return try loader.catalog(version: CatalogFile.digest(of: sources), conversations: conversations)
    }

    /// Where the built-in data files are.
    static var builtIn: FilePath {
        FilePath(Bundle.module.bundlePath).appending("Resources")
    }
}
