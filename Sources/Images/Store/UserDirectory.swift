import Foundation
import SystemPackage

/// Where the running user's programs keep their files, as the XDG base directory specification has it.
enum UserDirectory {
    /// `$XDG_DATA_HOME/witnessbox`, by default in `~/.local/share`.
    /// - Throws: ``ImageError`` of stage `store` when neither the variable nor `HOME` holds an absolute path.
    static func data(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws -> FilePath {
        try directory("XDG_DATA_HOME", ".local/share", environment)
    }

    /// `$XDG_CACHE_HOME/witnessbox`, by default in `~/.cache`.
    /// - Throws: ``ImageError`` of stage `store` when neither the variable nor `HOME` holds an absolute path.
    static func cache(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws -> FilePath {
        try directory("XDG_CACHE_HOME", ".cache", environment)
    }

    private static func directory(_ variable: String, _ usual: String, _ environment: [String: String]) throws -> FilePath {
        if let named = environment[variable], named.hasPrefix("/") { return FilePath(named).appending("witnessbox") }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw ImageError(
                stage: "store", subject: "$\(variable)", cause: "neither it nor HOME is set", mend: "set one of them", isInfrastructure: true)
        }
        return FilePath(home).appending(usual).appending("witnessbox")
    }
}
