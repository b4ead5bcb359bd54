import Archive
import SystemPackage

extension ImageStore {
    /// Removes a name, and the image with it when no other name leads there; given a digest, the image with all its names.
    /// - Throws: ``ImageError`` of stage `resolve`, or of stage `in-use` while a run uses the image.
    public func remove(_ reference: String) throws {
        let hex = try resolve(reference)
        guard let lock = try StoreLock.tryAcquire(layout.lock(hex), .exclusive) else {
            throw ImageError(
                stage: "in-use", subject: reference, cause: "a run uses the image", mend: "wait for the run to end", isInfrastructure: true)
        }
        defer { withExtendedLifetime(lock) {} }
        let names = try references().filter { $0.value == hex }.map(\.key)
        let named = names.filter { $0.name == reference }
        for name in named.isEmpty ? names : named { try removeReference(name, leadingTo: hex) }
        if named.isEmpty || names.count == 1 { try removeContent(hex, lock) }
    }

    /// Removes what nothing leads to: images without a name, and what a killed import or removal left. Images in use are kept.
    /// - Returns: the digests of the images removed, sorted.
    public func prune() throws -> [String] {
        try removeLeftovers()
        return try StoreFile.names(in: layout.images).filter { hex in
            guard let lock = try StoreLock.tryAcquire(layout.lock(hex), .exclusive) else { return false }
            guard try !references().values.contains(hex) else { return false }
            try removeContent(hex, lock)
            return true
        }.map { "sha256:\($0)" }
    }

    /// Removes the scratch directories whose makers are dead: their locks can be taken.
    func removeLeftovers() throws {
        for hex in try StoreFile.names(in: layout.scratch) {
            guard let lock = try StoreLock.tryAcquire(layout.lock(hex), .exclusive) else { continue }
            try removeScratch(hex)
            if try StoreFile.read(layout.record(hex)) == nil { lock.removeFile() }
        }
    }

    /// Removes the scratch directory of an image; only for a holder of its exclusive lock.
    func removeScratch(_ hex: String) throws {
        try onArchive(layout.scratch(hex)) {
            try RootedTree(at: layout.scratch).remove(EntryPath(entryName: hex.utf8))
        }
    }

    private func removeContent(_ hex: String, _ lock: StoreLock) throws {
        try StoreFile.move(layout.image(hex), to: layout.scratch(hex))
        try removeScratch(hex)
        lock.removeFile()
    }
}
