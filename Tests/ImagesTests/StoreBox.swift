import Archive
import Images
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// A store of its own, and archives beside it.
final class StoreBox: Sendable {
    let directory: TemporaryDirectory
    let store: ImageStore
    private let events = Mutex<[ImportProgress]>([])

    init(limits: ExtractionLimits = ExtractionLimits()) throws {
        directory = try TemporaryDirectory()
        store = try ImageStore(directory: directory.path.appending("store"), limits: limits)
    }

    /// Imports an archive with these bytes.
    @discardableResult
    func importing(_ bytes: [UInt8], as reference: String = "image:one", file: String = "image.tar") async throws -> Image {
        try await store.importArchive(at: directory.write(bytes, to: file), reference: reference) { event in
            self.events.withLock { $0.append(event) }
        }
    }

    /// The one error of an import, after which the store must be as empty as before.
    func refusal(of bytes: [UInt8]) async throws -> ImageError? {
        let error = await #expect(throws: ImageError.self) { try await importing(bytes) }
        #expect(names("scratch").isEmpty && names("sha256").isEmpty && names("references").isEmpty, "\(directory.contents(of: "store"))")
        return error
    }

    /// What the imports said.
    var progress: [ImportProgress] { events.withLock { $0 } }

    /// What is in a directory of the store.
    func names(_ name: String) -> [String] { directory.contents(of: "store/\(name)") }

    /// The text of a file of an image.
    func text(_ file: String, in image: Image) throws -> String {
        let root = String(image.rootFileSystem.string.dropFirst(directory.path.string.count + 1))
        return try directory.text("\(root)/\(file)")
    }

    /// Whether an image holds a file.
    func has(_ file: String, in image: Image) -> Bool {
        (try? text(file, in: image)) != nil
    }

    /// A small root file system.
    static let small = TarBytes.archive { tar in
        tar.file("etc/image-env", "PATH=/bin\nLANG=C\n")
        tar.file("bin/sh", "shell\n", mode: 0o755)
    }
}
