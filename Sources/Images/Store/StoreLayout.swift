import SystemPackage

/// Where things are in a store.
///
/// ```
/// sha256/HEX/rootfs          an unpacked image; it appears here, complete, by one rename
/// sha256/HEX/image.json      its ImageRecord
/// sha256/HEX/manifest.json   the builder's manifest, when the archive had one beside it
/// references/NAME            the digest that a name leads to
/// locks/HEX                  exclusive while the image is made or removed, shared while it is used
/// locks/references           exclusive while a name is changed
/// scratch/HEX                an image being made or removed, under its exclusive lock
/// ```
struct StoreLayout: Sendable {
    let directory: FilePath

    var images: FilePath { directory.appending("sha256") }
    var references: FilePath { directory.appending("references") }
    var locks: FilePath { directory.appending("locks") }
    var scratch: FilePath { directory.appending("scratch") }

    func image(_ hex: String) -> FilePath { images.appending(hex) }
    func record(_ hex: String) -> FilePath { image(hex).appending("image.json") }
    func manifest(_ hex: String) -> FilePath { image(hex).appending("manifest.json") }
    func reference(_ reference: ImageReference) -> FilePath { references.appending(reference.fileName) }
    func lock(_ hex: String) -> FilePath { locks.appending(hex) }
    func scratch(_ hex: String) -> FilePath { scratch.appending(hex) }

    /// Makes the store's directories, readable by their owner alone.
    func makeDirectories() throws {
        for path in [images, references, locks, scratch] { try StoreFile.makeDirectory(path) }
    }
}
