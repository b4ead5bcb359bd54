import Glibc
import SystemPackage

/// Where the `sandbox-init` executable is.
enum HelperLocation {
    static let name = "sandbox-init"
    static let variable = "WITNESSBOX_SANDBOX_INIT"

    /// The helper beside this executable, where a test bundle is built too, else the one the
    /// environment names.
    static func find() throws(SandboxError) -> FilePath {
        for candidate in candidates() where access(candidate.string, X_OK) == 0 {
            return candidate
        }
        throw SandboxError(
            stage: "find-helper",
            subject: name,
            errorNumber: ENOENT,
            mend: "install \(name) beside this executable or set \(variable) to its path"
        )
    }

    private static func candidates() -> [FilePath] {
        var candidates: [FilePath] = []
        if let executable = executablePath() {
            candidates.append(executable.removingLastComponent().appending(name))
        }
        if let named = getenv(variable) {
            candidates.append(FilePath(String(cString: named)))
        }
        return candidates
    }

    private static func executablePath() -> FilePath? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        return length > 0 ? FilePath(String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)) : nil
    }
}
