import Archive
import Foundation
import SystemPackage

/// The content-addressed store of unpacked images, owned by the running user.
///
/// Any number of processes may use one store at once. An image is named by the SHA-256 of its archive file as given, appears complete or not at all, and
/// cannot be removed while it is used.
public struct ImageStore: Sendable {
    /// The store's directory; made by the first import.
    public var directory: FilePath
    /// How much an imported archive may ask of this host.
    public var limits: ExtractionLimits

    /// The store at `directory`, by default `$XDG_DATA_HOME/witnessbox/images` (`~/.local/share` when the variable is unset).
    /// - Throws: ``ImageError`` of stage `store` when neither that variable nor `HOME` is set.
    public init(directory: FilePath? = nil, limits: ExtractionLimits = ExtractionLimits()) throws {
        self.directory = try directory ?? UserDirectory.data().appending("images")
        self.limits = limits
    }

    var layout: StoreLayout { StoreLayout(directory: directory) }

    /// Every image of the store, sorted by digest.
    public func images() throws -> [Image] {
        let references = try references()
        return try StoreFile.names(in: layout.images).map { hex in
            try Image(record(hex), references: references.filter { $0.value == hex }.map(\.key.name).sorted(), directory: layout.image(hex))
        }
    }

    /// The image that a reference names: a name, a digest, or a digest's unique prefix of at least 8 digits.
    /// - Throws: ``ImageError`` that names the reference and how to get the image.
    public func image(_ reference: String) throws -> Image {
        let hex = try resolve(reference)
        let names = try references().filter { $0.value == hex }.map(\.key.name).sorted()
        return try Image(record(hex), references: names, directory: layout.image(hex))
    }

    /// What the store wrote down about an image.
    public func record(of image: Image) throws -> ImageRecord {
        try record(image.hex)
    }

    /// The JSON that the image's builder put beside the archive as `NAME.manifest.json`, or `nil`.
    public func manifest(of image: Image) throws -> [UInt8]? {
        try StoreFile.read(layout.manifest(image.hex))
    }

    /// Runs `body` with an image that cannot be removed meanwhile, also not by other processes.
    /// - Throws: ``ImageError`` of stage `resolve`, and what `body` throws.
    public func withImage<Result: Sendable>(
        _ reference: String,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Image) async throws -> Result
    ) async throws -> Result {
        let path = layout.lock(try resolve(reference))
        let lock = try await WorkerThread.run { _ in try StoreLock.acquire(path, .shared) }
        defer { withExtendedLifetime(lock) {} }
        return try await body(image(reference))
    }

    /// Reads the whole unpacked tree and compares it with what was imported. Takes seconds for a gigabyte.
    /// - Throws: ``ImageError`` of stage `verify` when the tree has changed.
    public func verify(_ reference: String) async throws {
        let (found, expected) = try await withImage(reference) { image in
            let tree = image.rootFileSystem
            let found = try await WorkerThread.run { cancellation in
                try onArchive(tree) { try TreeDigest(of: RootedTree(at: tree), check: cancellation.check) }
            }
            return (found.digest, try record(of: image).treeDigest)
        }
        guard found == expected else {
            throw ImageError(
                stage: "verify", subject: reference, cause: "the unpacked files are not those that were imported",
                mend: "remove and import the image again")
        }
    }

    /// The digits of the digest that a reference leads to.
    func resolve(_ reference: String) throws -> String {
        let known = try StoreFile.names(in: layout.images)
        if let name = try? ImageReference(reference), let hex = try references()[name], known.contains(hex) { return hex }
        let prefix = reference.hasPrefix("sha256:") ? reference.dropFirst(7) : Substring(reference)
        let matches = prefix.count >= 8 ? known.filter { $0.hasPrefix(prefix) } : []
        if let hex = matches.first, matches.count == 1 { return hex }
        throw ImageError(
            stage: "resolve",
            subject: reference,
            cause: matches.isEmpty ? "no such image in \(directory)" : "\(matches.count) images have digests that begin so",
            mend:
                "see 'witnessbox image list'; make the toolchain by 'witnessbox image build', or import an archive by 'image import FILE --name \(reference)'"
        )
    }

    /// The digits of the digest of every name.
    func references() throws -> [ImageReference: String] {
        var references: [ImageReference: String] = [:]
        for file in try StoreFile.names(in: layout.references) {
            guard let reference = ImageReference(fileName: file) else { continue }
            references[reference] = try StoreFile.read(layout.reference(reference)).map { String(decoding: $0, as: UTF8.self) }
        }
        return references
    }

    func record(_ hex: String) throws -> ImageRecord {
        do {
            guard let content = try StoreFile.read(layout.record(hex)) else { throw Errno.noSuchFileOrDirectory }
            return try JSONDecoder().decode(ImageRecord.self, from: Data(content))
        } catch let error as ImageError {
            throw error
        } catch {
            throw ImageError(
                stage: "store", subject: layout.record(hex).string, cause: "the record cannot be read",
                mend: "remove the image by its digest and import it again")
        }
    }

    /// Runs work on an archive or tree and names it in the errors.
    func onArchive<Result>(_ path: FilePath, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as ArchiveError {
            throw ImageError(error, archive: path)
        } catch let error as Errno {
            throw ImageError(ArchiveError(stage: "read", entry: path.string, failure: error), archive: path)
        }
    }
}
