import SystemPackage

extension ImageStore {
    /// Unpacks an archive into the store and lets `reference` lead to it; an archive that is already there is not unpacked again.
    ///
    /// Accepts root file systems (`.tar`, plain or compressed by gzip, xz or zstd) and container images (`docker save`, OCI layout in a tar). A file
    /// `NAME.manifest.json` beside `NAME.tar…` is kept with the image. Several processes may import one archive at once: one does the work.
    /// - Parameter progress: called from a thread of the import's own.
    /// - Throws: ``ImageError``, or `CancellationError` when the task is cancelled; nothing of the image is left in the store then.
    @discardableResult
    public func importArchive(
        at archive: FilePath,
        reference: String,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> Image {
        let job = try ImageImport(store: self, archive: archive, reference: ImageReference(reference), progress: progress)
        return try await job.run()
    }
}
