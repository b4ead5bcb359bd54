import Foundation
import SystemPackage

extension Catalog {
    /// Reads and checks the built-in catalog and those of the user.
    ///
    /// Every directory has the same layout. Entries add up; one with the name of an earlier one replaces it.
    /// - Throws: ``CatalogError`` for the first mistake, with file and line; `GrammarError` for one in questions or answers.
    public static func load(directories: [FilePath] = []) throws -> Catalog {
        let sources = try ([builtIn] + directories).map { try CatalogFile.all(below: $0) }
        var loader = CatalogLoader()
        for files in sources {
            try loader.read(files)
        }
        return try loader.catalog(
            version: CatalogFile.digest(of: sources),
            conversations: ConversationRenderer(catalogDirectories: directories)
        )
    }

    /// Where the built-in data files are.
    static var builtIn: FilePath {
        FilePath(Bundle.module.bundlePath).appending("Resources")
    }
}
