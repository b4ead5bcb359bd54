import SystemPackage

/// A name that leads to an image, such as `toolchain:full`: up to 128 letters, digits and `. _ - / :`, starting with a letter or digit.
struct ImageReference: Hashable, Comparable {
    let name: String

    /// - Throws: ``ImageError`` of stage `reference`.
    init(_ name: String) throws {
        let marks = ".-_/:"
        func isPlain(_ character: Character) -> Bool { character.isASCII && (character.isLetter || character.isNumber) }
        guard let first = name.first, isPlain(first), name.count <= 128, name.allSatisfy({ isPlain($0) || marks.contains($0) }) else {
            throw ImageError(
                stage: "reference", subject: name, cause: "not a name for an image", mend: "use letters, digits and \(marks), like 'toolchain:full'")
        }
        self.name = name
    }

    /// The reference whose file in the store has this name.
    init?(fileName: String) {
        guard let reference = try? ImageReference(fileName.replacing("%", with: "/")) else { return nil }
        self = reference
    }

    /// The name of the reference's file in the store.
    var fileName: String { name.replacing("/", with: "%") }

    static func < (left: ImageReference, right: ImageReference) -> Bool { left.name < right.name }
}
