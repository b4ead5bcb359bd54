import SystemPackage

/// The stages of an image build, in order. The ``ImageError/stage`` of a failed one is `build-` and its raw value.
public enum ImageBuildStage: String, Sendable, CaseIterable {
    /// Reading the recipe, looking for host tools, the mirror and the cache.
    case prepare
    /// Downloading Python wheels on the host.
    case fetch
    /// Installing into a Debian root and writing it as a tarball.
    case root
    /// Compressing the tarball.
    case compress
    /// Writing the archive, its manifest and its SBOM where they were asked for.
    case write

    /// A failure in this stage.
    func failure(_ subject: String, _ cause: String, mend: String) -> ImageError {
        ImageError(stage: "build-\(rawValue)", subject: subject, cause: cause, mend: mend)
    }

    /// Runs `body` and turns a failed system call into a failure of this stage that names `path`.
    func attempt<Result>(_ path: FilePath, mend: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as Errno {
            throw failure(path.string, error.description, mend: mend)
        }
    }
}
