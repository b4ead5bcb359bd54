/// Where an example keeps what witness reads and writes, relative to the project: none of it lies in the tree that is attested.
struct ExamplePaths: Sendable, Hashable {
    var directory: String
    var privateKey: String
    var publicKey: String
    var attestation: String
    var policy: String
    var signedPolicy: String

    /// A file beside the others.
    func file(_ name: String) -> String { "\(directory)/\(name)" }

    /// The absolute path of a file given relative to the working directory.
    static func absolute(_ path: String, from workingDirectory: String) -> String {
        var parts = workingDirectory.split(separator: "/")
        for part in path.split(separator: "/") {
            if part == ".." { parts.removeLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
