import Archive
import Basics
import Crypto
import Foundation
import SystemPackage

/// One import: digest, lock, unpack, warm, record, rename.
struct ImageImport: Sendable {
    let store: ImageStore
    let archive: FilePath
    let reference: ImageReference
    let progress: @Sendable (ImportProgress) -> Void

    private static let maximumManifestBytes = 64 << 20

    /// An image on its way, held by its exclusive lock.
    private struct Claim: Sendable {
        let hex: String
        let lock: StoreLock
        let archiveBytes: Int
        /// What was unpacked, or `nil` when the store has the image already.
        let content: UnpackedContent?
    }

    func run() async throws -> Image {
        let claim = try await WorkerThread.run(unpack)
        defer { withExtendedLifetime(claim.lock) {} }
        guard let content = claim.content else { return try finish(claim) }
        do {
            try await warm(claim, content)
            async let durable: Void = WorkerThread.run { _ in
                try store.onArchive(store.layout.scratch) { try RootedTree(at: store.layout.scratch).synchronize() }
            }
            let tree = try await WorkerThread.run { try digest(of: claim, $0) }
            let witness = try await WorkerThread.run { _ in try checkedWitness(of: claim) }
            try await durable
            try commit(claim, content, tree, witness)
            return try finish(claim)
        } catch {
            // What stays there is a leftover, which the next import removes; the error at hand says more.
            try? store.removeScratch(claim.hex)
            throw error
        }
    }

    /// Blocks: reads the archive twice, once for its digest and once to unpack it into the scratch directory.
    private func unpack(_ cancellation: WorkerThread.Cancellation) throws -> Claim {
        try store.onArchive(archive) {
            let file = try ArchiveFile(archive)
            let hex = try file.digest { done in
                try cancellation.check()
                progress(.hashing(done: done, total: file.bytes))
            }
            try store.layout.makeDirectories()
            let lock = try claim(hex)
            if try StoreFile.read(store.layout.record(hex)) != nil {
                return Claim(hex: hex, lock: lock, archiveBytes: file.bytes, content: nil)
            }
            try store.removeLeftovers()
            do {
                let scratch = store.layout.scratch(hex)
                try store.removeScratch(hex)
                try StoreFile.makeDirectory(scratch.appending("rootfs"))
                let content = try file.unpack(into: scratch, limits: store.limits) { done in
                    try cancellation.check()
                    progress(.unpacking(done: done, total: file.bytes))
                }
                try file.requireUnchanged()
                return Claim(hex: hex, lock: lock, archiveBytes: file.bytes, content: content)
            } catch {
                try? store.removeScratch(hex)
                throw error
            }
        }
    }

    private func claim(_ hex: String) throws -> StoreLock {
        if let lock = try StoreLock.tryAcquire(store.layout.lock(hex), .exclusive) { return lock }
        progress(.waiting)
        return try StoreLock.acquire(store.layout.lock(hex), .exclusive)
    }

    private func warm(_ claim: Claim, _ content: UnpackedContent) async throws {
        let rootFileSystem = store.layout.scratch(claim.hex).appending("rootfs")
        do {
            try await ImageWarmer(rootFileSystem: rootFileSystem, environment: content.environment, progress: progress).warm()
        } catch let error as ArchiveError {
            throw ImageError(error, archive: archive)
        }
    }

    private func digest(of claim: Claim, _ cancellation: WorkerThread.Cancellation) throws -> TreeDigest {
        progress(.finishing)
        let rootFileSystem = store.layout.scratch(claim.hex).appending("rootfs")
        return try store.onArchive(rootFileSystem) { try TreeDigest(of: RootedTree(at: rootFileSystem), check: cancellation.check) }
    }

    private func checkedWitness(of claim: Claim) throws -> ImageWitness? {
        let rootFileSystem = store.layout.scratch(claim.hex).appending("rootfs")
        return try store.onArchive(archive) {
            let tree = try RootedTree(at: rootFileSystem)
            guard let witness = try ImageWitness.read(from: tree) else { return nil }
            guard try witness.isAbout(tree) else {
                progress(.warning("its witness is not the binary that was checked when the image was built, so nothing is known of it"))
                return nil
            }
            return witness
        }
    }

    private func commit(_ claim: Claim, _ content: UnpackedContent, _ tree: TreeDigest, _ witness: ImageWitness?) throws {
        let scratch = store.layout.scratch(claim.hex)
        let record = ImageRecord(
            digest: "sha256:\(claim.hex)",
            source: content.source,
            archiveBytes: claim.archiveBytes,
            unpackedBytes: tree.bytes,
            nodes: tree.nodes,
            treeDigest: tree.digest,
            environment: content.environment,
            witness: witness
        )
        if let manifest = try manifest() { try StoreFile.write(manifest, to: scratch.appending("manifest.json")) }
        try StoreFile.write(CanonicalJSON.encodeReadably(record), to: scratch.appending("image.json"))
        try StoreFile.move(scratch, to: store.layout.image(claim.hex))
    }

    private func finish(_ claim: Claim) throws -> Image {
        try store.setReference(reference, to: claim.hex)
        return try store.image(claim.hex)
    }

    /// The builder's manifest; it came with the archive, and is no more to be trusted.
    private func manifest() throws -> [UInt8]? {
        try store.onArchive(manifestPath) { try RegularFile.content(of: manifestPath, maximumBytes: Self.maximumManifestBytes) }
    }

    /// `NAME.manifest.json` beside `NAME.tar`, `NAME.tar.zst` and their like.
    private var manifestPath: FilePath {
        var stem = archive.lastComponent?.string ?? ""
        if let end = stem.range(of: ".tar", options: .backwards) { stem.removeSubrange(end.lowerBound...) }
        return archive.removingLastComponent().appending("\(stem).manifest.json")
    }
}
