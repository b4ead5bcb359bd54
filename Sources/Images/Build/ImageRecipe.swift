import Basics
import Crypto
import Foundation
import SystemPackage

/// The description of a toolchain image: a directory of package lists, pins and scripts.
public struct ImageRecipe: Sendable, Hashable {
    /// The recipe's directory, absolute.
    public let directory: FilePath
    /// The Debian suite that the image is made of, such as `trixie`.
    public let suite: String
    /// The time that every file in the image has at most, in seconds since 1970.
    public let sourceDateEpoch: Int
    /// The parts of each profile, in order of installation.
    public let profiles: [String: [String]]
    /// `sha256:` and the digest over names and contents of all files of the recipe.
    public let digest: String

    /// Reads the recipe in `directory`: `release`, `profiles/` and `parts/`.
    /// - Throws: ``ImageError`` of stage `build-prepare` that names the file.
    public init(at directory: FilePath) throws {
        let root = URL(filePath: directory.string, directoryHint: .isDirectory).standardizedFileURL
        let release = Self.settings(try Self.text(root.appending(path: "release"), of: directory))
        guard let suite = release["SUITE"], let epoch = release["SOURCE_DATE_EPOCH"].flatMap({ Int($0) }) else {
            throw Self.failure(directory.appending("release"), "it does not set SUITE and SOURCE_DATE_EPOCH")
        }
        self.directory = FilePath(root.path(percentEncoded: false))
        self.suite = suite
        sourceDateEpoch = epoch
        let files = try Self.files(under: root)
        profiles = try Self.profiles(in: root, files: files)
        digest = try Self.digest(of: files, in: root)
    }

    /// The parts of a profile, in order of installation.
    /// - Throws: ``ImageError`` of stage `build-prepare` that names the profiles there are.
    public func parts(of profile: String) throws -> [String] {
        guard let parts = profiles[profile] else {
            throw ImageBuildStage.prepare.failure(
                profile, "no such profile", mend: "choose one of: \(profiles.keys.sorted().joined(separator: ", "))")
        }
        return parts
    }

    private static func profiles(in root: URL, files: [String]) throws -> [String: [String]] {
        let known = Set(files.compactMap { file in file.hasPrefix("parts/") ? file.split(separator: "/")[1] : nil }.map(String.init))
        var profiles: [String: [String]] = [:]
        for file in files where file.hasPrefix("profiles/") {
            let path = FilePath(root.appending(path: file).path(percentEncoded: false))
            let parts = entries(try text(root.appending(path: file), of: path))
            if let unknown = parts.first(where: { !known.contains($0) }) { throw failure(path, "it names an unknown part '\(unknown)'") }
            profiles[String(file.dropFirst("profiles/".count))] = parts
        }
        return profiles
    }

    private static func digest(of files: [String], in root: URL) throws -> String {
        var hash = SHA256()
        for file in files {
            let content = try Data(contentsOf: root.appending(path: file))
            hash.update(data: Data("\(file)\0\(content.count)\0".utf8))
            hash.update(data: content)
        }
        return "sha256:\(hash.finalize().hexadecimal)"
    }

    /// Paths of the regular files below a directory, relative to it, sorted by bytes.
    private static func files(under root: URL) throws -> [String] {
        guard let paths = FileManager.default.enumerator(atPath: root.path(percentEncoded: false)) else { return [] }
        var files: [String] = []
        for case let path as String in paths where paths.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
            files.append(path)
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func text(_ file: URL, of subject: FilePath) throws -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw failure(subject, "cannot read '\(file.lastPathComponent)', so this is not a recipe")
        }
    }

    private static func failure(_ path: FilePath, _ cause: String) -> ImageError {
        ImageBuildStage.prepare.failure(path.string, cause, mend: "name the directory images/toolchain of WitnessBox by --recipe")
    }

    /// `NAME=value` lines.
    private static func settings(_ text: String) -> [String: String] {
        var settings: [String: String] = [:]
        for line in entries(text) {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { settings[parts[0]] = parts[1] }
        }
        return settings
    }

    /// The lines of a list, without comments and blank lines.
    private static func entries(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
        }.filter { !$0.isEmpty }
    }
}
