import Basics
import Glibc
import SystemPackage

/// The three files of a build: written beside their places first, and put there only when all are whole.
struct BuildOutputs: Sendable {
    /// The archive's name without its suffix.
    let stem: String
    let archive: FilePath
    let manifest: FilePath
    let sbom: FilePath

    private static let mend = "name a file in a directory with room that you can write to by --output"

    init(archive: FilePath, suffix: String) {
        self.archive = archive
        stem = String((archive.lastComponent?.string ?? "").dropLast(suffix.count))
        let directory = archive.removingLastComponent()
        manifest = directory.appending("\(stem).manifest.json")
        sbom = directory.appending("\(stem).sbom.spdx.json")
    }

    /// Where a file is until all are whole.
    func partial(_ file: FilePath) -> FilePath {
        file.removingLastComponent().appending(".\(file.lastComponent?.string ?? "").partial-\(getpid())")
    }

    /// Writes a file to its partial place.
    func write(_ content: [UInt8], to file: FilePath) throws {
        let path = partial(file)
        try ImageBuildStage.write.attempt(file, mend: Self.mend) {
            let descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try descriptor.closeAfter { _ = try descriptor.writeAll(content) }
        }
    }

    /// Puts all files in their places, the archive last.
    func commit(manifest content: [UInt8]) throws {
        try write(content, to: manifest)
        let files = [sbom, manifest, archive]
        for file in files { try synchronize(partial(file)) }
        for file in files {
            try ImageBuildStage.write.attempt(file, mend: Self.mend) {
                try FileSystem.move(partial(file), to: file)
            }
        }
        try synchronize(archive.removingLastComponent())
    }

    /// Removes what is not in its place.
    func removePartial() {
        for file in [sbom, manifest, archive] { unlink(partial(file).string) }
    }

    private func synchronize(_ path: FilePath) throws {
        try ImageBuildStage.write.attempt(path, mend: Self.mend) { try FileSystem.synchronize(path) }
    }
}
