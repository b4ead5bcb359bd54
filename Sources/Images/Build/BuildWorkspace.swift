import Foundation
import SystemPackage

/// The cache of a build, locked: downloads that stay, and room for what is being built.
struct BuildWorkspace: Sendable {
    /// Python wheels of all parts.
    let wheels: FilePath
    /// Debian packages.
    let packages: FilePath
    /// Compiled binaries, each named by the digest of what it was compiled from, and what belongs to them.
    let built: FilePath
    /// The tarball being built.
    let tarball: FilePath
    /// What the image says of itself.
    let descriptions: FilePath
    private let work: FilePath
    private let lock: StoreLock

    /// - Throws: ``ImageError`` of stage `build-prepare` when the cache cannot be written or another build uses it.
    init(cache: FilePath) throws {
        wheels = cache.appending("wheels")
        packages = cache.appending("packages")
        built = cache.appending("built")
        work = cache.appending("work")
        tarball = work.appending("root.tar")
        descriptions = work.appending("description")
        let mend = "name a directory that you can write to by --cache"
        do {
            try FileManager.default.createDirectory(atPath: cache.string, withIntermediateDirectories: true)
        } catch {
            throw ImageBuildStage.prepare.failure(cache.string, error.localizedDescription, mend: mend)
        }
        guard let lock = try StoreLock.tryAcquire(cache.appending("lock"), .exclusive) else {
            throw ImageBuildStage.prepare.failure(cache.string, "another build uses this cache", mend: "wait for it, or name another by --cache")
        }
        self.lock = lock
        do {
            // what a killed build left
            if FileManager.default.fileExists(atPath: work.string) { try FileManager.default.removeItem(atPath: work.string) }
            for directory in [wheels, packages, built, descriptions] {
                try FileManager.default.createDirectory(atPath: directory.string, withIntermediateDirectories: true)
            }
        } catch {
            throw ImageBuildStage.prepare.failure(cache.string, error.localizedDescription, mend: mend)
        }
    }

    /// Removes all but the downloads. What cannot be removed now is tried again by the next build.
    func clear() {
        try? FileManager.default.removeItem(atPath: work.string)
    }

    /// Removes the binaries that were not compiled from `inputs`; nothing when that is `nil`.
    func keepBuilt(from inputs: String?) {
        guard let inputs else { return }
        let digits = inputs.dropFirst("sha256:".count)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: built.string)) ?? [] where !name.hasPrefix(digits) {
            // one that stays takes room and no more
            try? FileManager.default.removeItem(atPath: built.appending(name).string)
        }
    }

    /// A file that the image wrote about itself.
    /// - Throws: ``ImageError`` of stage `build-root`.
    func description(_ name: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: descriptions.appending(name).string)))
        } catch {
            throw ImageBuildStage.root.failure(name, "the image did not describe itself", mend: "check describe.sh of the recipe")
        }
    }

    /// What the image says of its witness, or `nil` when it has none.
    /// - Throws: ``ImageError`` of stage `build-root`.
    func witness() throws -> ImageWitness? {
        guard FileManager.default.fileExists(atPath: descriptions.appending("witness.json").string) else { return nil }
        do {
            return try JSONDecoder().decode(ImageWitness.self, from: Data(description("witness.json")))
        } catch is DecodingError {
            throw ImageBuildStage.root.failure("witness.json", "not a statement about a witness", mend: "check parts/witness of the recipe")
        }
    }

    /// A description of two columns.
    func table(_ name: String, separator: Character) throws -> [String: String] {
        var table: [String: String] = [:]
        for line in String(decoding: try description(name), as: UTF8.self).split(separator: "\n") {
            let columns = line.split(separator: separator, maxSplits: 1).map(String.init)
            guard columns.count == 2 else {
                throw ImageBuildStage.root.failure(name, "a line is not a name and a value: \(line)", mend: "check describe.sh of the recipe")
            }
            table[columns[0]] = columns[1]
        }
        return table
    }
}
