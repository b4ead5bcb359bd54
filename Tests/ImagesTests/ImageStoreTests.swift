import ArchiveFixtures
import Images
import SystemPackage
import Testing

@Suite struct ImageStoreTests {
    @Test func aNameLeadsToWhatWasImported() async throws {
        let directory = try TemporaryDirectory()
        let store = try ImageStore(directory: directory.path.appending("store"))
        let archive = try directory.write(
            TarBytes.archive { tar in
                tar.file("etc/image-env", "PATH=/bin\nLANG=C\n")
                tar.file("bin/sh", mode: 0o755)
            }, to: "image.tar")
        let image = try await store.importArchive(at: archive, reference: "small:one")
        #expect(try store.image("small:one") == image)
        #expect(image.environment == ["PATH": "/bin", "LANG": "C"])
        #expect(directory.contents(of: "store/sha256").contains("\(image.digest.dropFirst(7))/rootfs/bin/sh"))
    }
}
