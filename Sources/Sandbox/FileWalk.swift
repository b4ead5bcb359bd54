import CSandboxWire
import Glibc

/// Finds the regular files under a directory of a sandbox without following a link or leaving its file system.
struct FileWalk {
    private let root: OwnedDescriptor
    private let prefix: String

    /// - Parameters:
    ///   - root: the directory, opened inside the sandbox.
    ///   - path: its absolute path there.
    init(root: OwnedDescriptor, path: String) {
        self.root = root
        prefix = path.hasSuffix("/") ? path : path + "/"
    }

    /// Absolute paths, sorted by bytes.
    func files(maximumCount: Int) throws(SandboxError) -> [String] {
        var files: [String] = []
        var directories = ["."]
        var seen = 0
        while let directory = directories.popLast() {
            for entry in try entries(of: directory) {
                let path = directory == "." ? entry.name : "\(directory)/\(entry.name)"
                seen += 1
                guard seen <= maximumCount else {
                    throw SandboxError(stage: "list", subject: prefix, errorNumber: EOVERFLOW, mend: "there are more than \(maximumCount) entries")
                }
                switch Int(entry.type) {
                case Int(DT_DIR): directories.append(path)
                case Int(DT_REG): files.append(prefix + path)
                default: continue
                }
            }
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func entries(of directory: String) throws(SandboxError) -> [(name: String, type: UInt8)] {
        let number = sandbox_open_beneath(root.number, directory)
        guard number >= 0 else {
            if errno == EXDEV { return [] }
            throw SandboxError(stage: "list", subject: prefix + directory, errorNumber: errno)
        }
        guard let stream = fdopendir(number) else {
            close(number)
            throw SandboxError(stage: "list", subject: prefix + directory, errorNumber: errno)
        }
        defer { closedir(stream) }
        var entries: [(name: String, type: UInt8)] = []
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                throw SandboxError(
                    stage: "list",
                    subject: prefix + String(decoding: bytes, as: UTF8.self),
                    errorNumber: EILSEQ,
                    mend: "the guest made a name that is not UTF-8"
                )
            }
            if name != "." && name != ".." { entries.append((name, entry.pointee.d_type)) }
        }
        return entries
    }
}
