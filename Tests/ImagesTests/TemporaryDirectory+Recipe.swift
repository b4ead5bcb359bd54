import Foundation
import SystemPackage
import TestSupport

extension TemporaryDirectory {
    /// Writes a text file with these permissions.
    func write(_ text: String, to name: String, mode: Int) throws {
        let file = try write(text.utf8, to: name)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.string)
    }

    /// Writes the smallest recipe: one part, one profile `core`.
    func writeRecipe() throws {
        try write("SUITE=trixie\nSOURCE_DATE_EPOCH=1\nPYTHON=3.13\n", to: "recipe/release", mode: 0o644)
        try write("git\n", to: "recipe/parts/base/debian", mode: 0o644)
        try write("base\n", to: "recipe/profiles/core", mode: 0o644)
    }
}
