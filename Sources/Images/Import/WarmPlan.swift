import Archive
import Foundation

/// What an image asks to have done once after unpacking, in its `/etc/image-warm.json`.
struct WarmPlan: Decodable {
    /// A command that is run once in a sandbox, for the files it makes.
    struct Command: Decodable {
        var name: String
        /// Given to `/bin/sh -c`.
        var script: String
        /// Absolute paths of regular files that become part of the image.
        var keep: [String]
    }

    private static let file = "etc/image-warm.json"

    /// Absolute paths of directories whose files shall look as if they were written in 2100, so that tools which touch old cache entries leave them alone.
    var futureTimes: [String]?
    var commands: [Command]?

    /// The plan of an unpacked tree, or `nil` when it has none.
    /// - Throws: ``ImageError`` of stage `content` when it is not such a plan.
    static func read(from tree: RootedTree) throws -> WarmPlan? {
        guard let content = try tree.content(of: EntryPath(entryName: file.utf8), maximumBytes: 1 << 20) else { return nil }
        do {
            let plan = try JSONDecoder().decode(WarmPlan.self, from: Data(content))
            for path in plan.paths { _ = try Self.path(path) }
            return plan
        } catch is DecodingError {
            throw ImageError(stage: "content", subject: "/\(file)", cause: "not a warm plan in JSON", mend: "mend the image's recipe")
        }
    }

    /// Where an absolute path of the plan is in the tree.
    /// - Throws: ``ImageError`` of stage `content` when it is not absolute or leaves the tree.
    static func path(_ path: String) throws -> EntryPath {
        guard path.hasPrefix("/"), let inside = try? EntryPath(entryName: path.utf8.dropFirst()), inside.name != nil else {
            throw ImageError(
                stage: "content", subject: "/\(file)", cause: "'\(path)' is not an absolute path inside the image", mend: "mend the image's recipe")
        }
        return inside
    }

    private var paths: [String] { (futureTimes ?? []) + (commands ?? []).flatMap(\.keep) }
}
