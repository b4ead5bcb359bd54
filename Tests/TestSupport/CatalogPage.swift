import Foundation

/// The example catalog of `docs/catalog.md`, as its reader would write it down.
public enum CatalogPage {
    /// The page's files by their paths below `mine/`: each block that follows a line with nothing but such a path.
    public static func files() throws -> [String: String] {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/catalog.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let files = text.matches(of: /\n`mine\/([^`\n]+)`\n\n```[a-z]*\n((?:(?!```).*\n)*)```\n/)
        return Dictionary(files.map { (String($0.output.1), String($0.output.2)) }) { first, _ in first }
    }
}
