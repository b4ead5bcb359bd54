import Foundation
import Glibc

/// What a build finds on the host: the user's rights, the tools, the environment.
struct BuildHost: Sendable {
    let isRoot: Bool
    private let environment: [String: String]
    private let path: String

    /// - Throws: ``ImageError`` of stage `build-prepare` when a tool is missing.
    init(isRoot: Bool = geteuid() == 0, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        self.isRoot = isRoot
        self.environment = environment
        // mmdebstrap needs programs that an ordinary user's PATH leaves out
        path = [environment["PATH"], "/usr/sbin", "/sbin"].compactMap { $0 }.joined(separator: ":")
        try HostTool.require(HostTool.needed(asRoot: isRoot), path: path)
    }

    /// All of the user's, for tools that read their settings from it: pip knows its index so.
    var userEnvironment: [String: String] {
        environment.merging(["PATH": path]) { $1 }
    }

    /// For the root file system: only what must come from the host, so that nothing else can change the image.
    func rootEnvironment(epoch: Int) -> [String: String] {
        let proxies = environment.filter { $0.key.lowercased().hasSuffix("_proxy") }
        let fixed = [
            "PATH": path,
            "HOME": environment["HOME"] ?? "/",
            // not /tmp, which may be in memory, and not the cache, which the root of a user namespace may not be allowed to enter
            "TMPDIR": environment["TMPDIR"] ?? "/var/tmp",
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "\(epoch)",
        ]
        return proxies.merging(fixed) { $1 }
    }
}
