import Archive

/// The variables that an image asks for.
enum ImageEnvironment {
    private static let file = "etc/image-env"

    /// What holds for an image that does not say otherwise: the guest is root, and programs lie where Debian puts them.
    static let defaults = ["HOME": "/root", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]

    /// The variables of `/etc/image-env` in an unpacked tree; empty when it has none.
    /// - Throws: ``ImageError`` of stage `content` that names the line which is not `NAME=value`.
    static func read(from tree: RootedTree) throws -> [String: String] {
        guard let content = try tree.content(of: EntryPath(entryName: file.utf8), maximumBytes: 1 << 20) else { return [:] }
        var environment: [String: String] = [:]
        for (index, line) in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
            if line.first == UInt8(ascii: "#") { continue }
            guard let (name, value) = variable(line) else {
                throw ImageError(stage: "content", subject: "/\(file)", cause: "line \(index + 1) is not NAME=value", mend: "mend the image's recipe")
            }
            environment[name] = value
        }
        return environment
    }

    /// The parts of `NAME=value`, or `nil` when it is not one.
    static func variable(_ text: some Collection<UInt8>) -> (name: String, value: String)? {
        let parts = text.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self), let value = String(validating: parts[1], as: UTF8.self) else {
            return nil
        }
        let isName = name.utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || Character(UnicodeScalar($0)).isLetter || Character(UnicodeScalar($0)).isNumber
        }
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 < 128 }), isName, name.first?.isNumber == false, !value.utf8.contains(0) else { return nil }
        return (name, value)
    }
}
