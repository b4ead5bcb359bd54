import Glibc

extension OwnedDescriptor {
    /// Writes all of a file's new content.
    func writeAll(_ content: [UInt8], path: String) throws(SandboxError) {
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { Glibc.write(number, $0.baseAddress?.advanced(by: written), content.count - written) }
            guard count >= 0 || errno == EINTR else { throw SandboxError(stage: "write-file", subject: path, errorNumber: errno) }
            written += max(0, count)
        }
    }

    /// Reads a file to its end.
    func readAll(maximumBytes: Int, path: String) throws(SandboxError) -> [UInt8] {
        var found = stat()
        guard fstat(number, &found) == 0 else { throw SandboxError(stage: "read-file", subject: path, errorNumber: errno) }
        guard found.st_size <= maximumBytes else {
            throw SandboxError(stage: "read-file", subject: path, errorNumber: EFBIG, mend: "raise the maximum above \(found.st_size) bytes")
        }
        var failure: Int32 = 0
        let content = [UInt8](unsafeUninitializedCapacity: Int(found.st_size)) { buffer, initialized in
            while initialized < buffer.count {
                let count = Glibc.read(number, buffer.baseAddress?.advanced(by: initialized), buffer.count - initialized)
                if count == 0 { break }
                if count > 0 {
                    initialized += count
                } else if errno != EINTR {
                    failure = errno
                    break
                }
            }
        }
        guard failure == 0 else { throw SandboxError(stage: "read-file", subject: path, errorNumber: failure) }
        return content
    }
}
