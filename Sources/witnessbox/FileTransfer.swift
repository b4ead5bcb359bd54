import ArgumentParser
import Foundation

/// `FROM:TO`, one file on its way into or out of a sandbox.
struct FileTransfer: ExpressibleByArgument, Sendable {
    let from: String
    let to: String

    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":") else { return nil }
        from = String(argument[..<colon])
        to = String(argument[argument.index(after: colon)...])
        if from.isEmpty || to.isEmpty { return nil }
    }

    /// The bytes of a host file.
    /// - Throws: a validation error that names the file.
    func hostContent(of path: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw ValidationError("cannot read '\(path)': \(error.localizedDescription)")
        }
    }

    /// Puts bytes into a host file, all of them or none.
    /// - Throws: a validation error that names the file.
    func write(_ content: [UInt8], toHost path: String) throws {
        do {
            try Data(content).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ValidationError("cannot write '\(path)': \(error.localizedDescription)")
        }
    }
}
