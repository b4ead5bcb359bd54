import ArchiveFixtures
import Foundation
import SystemPackage

extension TemporaryDirectory {
    /// Writes a text file, and the directories it lies in.
    func write(_ text: String, to name: String, mode: Int) throws {
        let file = path.appending(name)
        try FileManager.default.createDirectory(atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file.string))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.string)
    }

    /// Writes the smallest recipe: one part, one profile `core`.
    func writeRecipe() throws {
        try write("SUITE=trixie\nSOURCE_DATE_EPOCH=1\nPYTHON=3.13\n", to: "recipe/release", mode: 0o644)
        try write("git\n", to: "recipe/parts/base/debian", mode: 0o644)
        try write("base\n", to: "recipe/profiles/core", mode: 0o644)
    }
}
