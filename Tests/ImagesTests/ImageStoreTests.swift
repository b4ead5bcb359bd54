import Archive
import Foundation
import Images
import SystemPackage
import TestSupport
import Testing

@Suite struct ImageStoreTests {
    @Test func aNameLeadsToWhatWasImported() async throws {
        let box = try StoreBox()
        let image = try await box.importing(StoreBox.small, as: "small:one")
        #expect(try box.store.image("small:one") == image)
        #expect(try box.store.images() == [image])
        #expect(image.environment == ["HOME": "/root", "PATH": "/bin", "LANG": "C"])
        #expect(image.references == ["small:one"])
        #expect(image.unpackedBytes == 23)
        #expect(try box.text("bin/sh", in: image) == "shell\n")
    }

    @Test(arguments: ArchiveFilter.allCases) func everyCompressionIsUnderstood(filter: ArchiveFilter) async throws {
        let box = try StoreBox()
        let image = try await box.importing(compressed(filter, in: box.directory, [("bin/sh", "shell\n")]))
        #expect(try box.text("bin/sh", in: image) == "shell\n")
    }

    @Test func aDigestAndItsBeginningLeadThereToo() async throws {
        let box = try StoreBox()
        let image = try await box.importing(StoreBox.small)
        for reference in [image.digest, String(image.digest.dropFirst(7)), String(image.digest.dropFirst(7).prefix(8))] {
            #expect(try box.store.image(reference) == image)
        }
        for reference in ["nothing:here", "sha256:", String(image.digest.dropFirst(7).prefix(7)), ""] {
            let error = #expect(throws: ImageError.self) { try box.store.image(reference) }
            #expect(error?.stage == "resolve")
            #expect(error?.subject == reference)
        }
    }

    @Test(arguments: ["", "-x", "a b", "../up", "a\nb", String(repeating: "n", count: 200), "ő"]) func aBadNameIsRefused(name: String) async throws {
        let box = try StoreBox()
        let error = await #expect(throws: ImageError.self) { try await box.importing(StoreBox.small, as: name) }
        #expect(error?.stage == "reference")
        #expect(box.names("").isEmpty)
    }

    @Test func namesWithSlashesAndDotsStayInTheStore() async throws {
        let box = try StoreBox()
        let image = try await box.importing(StoreBox.small, as: "a/../../b:1")
        #expect(try box.store.image("a/../../b:1") == image)
        #expect(box.names("references") == ["a%..%..%b:1"])
    }

    @Test func theSameArchiveIsUnpackedOnce() async throws {
        let box = try StoreBox()
        let first = try await box.importing(StoreBox.small, as: "one")
        let unpacked = box.progress.filter { if case .unpacking = $0 { true } else { false } }.count
        let second = try await box.importing(StoreBox.small, as: "two")
        #expect(second.digest == first.digest)
        #expect(second.references == ["one", "two"])
        #expect(box.progress.filter { if case .unpacking = $0 { true } else { false } }.count == unpacked)
    }

    @Test func importsAtTheSameTimeShareTheWork() async throws {
        let box = try StoreBox()
        let archive = try box.directory.write(StoreBox.small, to: "image.tar")
        let store = box.store
        let images = try await withThrowingTaskGroup(of: Image.self) { group in
            for number in 0..<8 { group.addTask { try await store.importArchive(at: archive, reference: "name:\(number)") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(images.map(\.rootFileSystem)).count == 1)
        #expect(try store.images().map(\.references) == [(0..<8).map { "name:\($0)" }])
        #expect(box.names("scratch").isEmpty)
    }

    @Test func aNameCanMove() async throws {
        let box = try StoreBox()
        let old = try await box.importing(StoreBox.small, as: "moving")
        let new = try await box.importing(TarBytes.archive { $0.file("other") }, as: "moving")
        #expect(try box.store.image("moving") == new)
        #expect(try box.store.image(old.digest).references.isEmpty)
        #expect(try box.store.prune() == [old.digest])
        #expect(try box.store.images() == [new])
    }

    @Test func removingTheLastNameRemovesTheImage() async throws {
        let box = try StoreBox()
        try await box.importing(StoreBox.small, as: "one")
        try await box.importing(StoreBox.small, as: "two")
        try box.store.remove("one")
        #expect(try box.store.images().map(\.references) == [["two"]])
        try box.store.remove("two")
        #expect(try box.store.images().isEmpty)
        #expect(box.names("sha256").isEmpty && box.names("references").isEmpty && box.names("scratch").isEmpty)
    }

    @Test func removingADigestRemovesAllItsNames() async throws {
        let box = try StoreBox()
        try await box.importing(StoreBox.small, as: "one")
        let image = try await box.importing(StoreBox.small, as: "two")
        try box.store.remove(image.digest)
        #expect(box.names("references").isEmpty && box.names("sha256").isEmpty)
    }

    @Test func anImageInUseStays() async throws {
        let box = try StoreBox()
        let image = try await box.importing(StoreBox.small, as: "one")
        try await box.importing(TarBytes.archive { $0.file("other") }, as: "one")
        try await box.store.withImage(image.digest) { used in
            #expect(used.digest == image.digest)
            let error = #expect(throws: ImageError.self) { try box.store.remove(image.digest) }
            #expect(error?.stage == "in-use")
            #expect(error?.isInfrastructure == true)
            let pruned = try box.store.prune()
            #expect(pruned.isEmpty)
            #expect(box.has("bin/sh", in: image))
        }
        #expect(try box.store.prune() == [image.digest])
    }

    @Test func verifyFindsAChange() async throws {
        let box = try StoreBox()
        let image = try await box.importing(StoreBox.small)
        try await box.store.verify("image:one")
        try Data("SHELL\n".utf8).write(to: URL(filePath: image.rootFileSystem.appending("bin/sh").string))
        let error = await #expect(throws: ImageError.self) { try await box.store.verify("image:one") }
        #expect(error?.stage == "verify")
    }

    /// What a killed import leaves: its scratch directory, and a lock that nobody holds.
    @Test func whatAKilledImportLeftIsRemoved() async throws {
        let box = try StoreBox()
        let image = try await box.importing(StoreBox.small)
        let hex = String(image.digest.dropFirst(7))
        let other = String(repeating: "a", count: 64)
        try box.store.remove(image.digest)
        for left in [hex, other] {
            try box.directory.makeDirectory("store/scratch/\(left)/rootfs/half")
            _ = try box.directory.write([1], to: "store/scratch/\(left)/rootfs/half/written")
            _ = try box.directory.write([], to: "store/locks/\(left)")
        }
        #expect(try box.store.images().isEmpty)
        let again = try await box.importing(StoreBox.small)
        #expect(again == image)
        #expect(!box.has("half/written", in: again))
        #expect(box.names("scratch").isEmpty)
    }

    @Test func pruneRemovesLeftovers() async throws {
        let box = try StoreBox()
        let image = try await box.importing(StoreBox.small)
        try box.directory.makeDirectory("store/scratch/\(String(repeating: "b", count: 64))/rootfs")
        #expect(try box.store.prune().isEmpty)
        #expect(box.names("scratch").isEmpty)
        #expect(try box.store.images() == [image])
    }

    @Test func aDamagedArchiveLeavesNothing() async throws {
        let box = try StoreBox()
        let error = try await box.refusal(of: Array(StoreBox.small.prefix(1500)))
        #expect(error?.stage == "read")
        #expect(error?.isInfrastructure == false)
    }

    @Test func aHostileEnvironmentFileLeavesNothing() async throws {
        let box = try StoreBox()
        for line in ["no equals sign", "=value", "1=x", "A B=c", "LD\u{0}=x"] {
            let error = try await box.refusal(of: TarBytes.archive { $0.file("etc/image-env", "PATH=/bin\n\(line)\n") })
            #expect(error?.stage == "content")
            #expect(error?.cause == "line 2 is not NAME=value")
        }
        let linked = try await box.refusal(of: TarBytes.archive { $0.symbolicLink("etc/image-env", to: "/etc/passwd") })
        #expect(linked != nil)
    }

    @Test func aMissingArchiveIsNamed() async throws {
        let box = try StoreBox()
        let missing = box.directory.path.appending("missing.tar")
        let error = await #expect(throws: ImageError.self) { try await box.store.importArchive(at: missing, reference: "x") }
        #expect(error?.stage == "open")
        #expect(error?.subject == missing.string)
        let device = await #expect(throws: ImageError.self) { try await box.store.importArchive(at: "/dev/zero", reference: "x") }
        #expect(device?.stage == "open")
    }

    @Test func anUnwritableStoreIsNamed() async throws {
        let box = try StoreBox()
        let archive = try box.directory.write(StoreBox.small, to: "image.tar")
        for place in ["/proc/witnessbox", archive] {
            let store = try ImageStore(directory: place)
            let error = await #expect(throws: ImageError.self) { try await store.importArchive(at: archive, reference: "x") }
            #expect(error?.stage == "store")
            #expect(error?.isInfrastructure == true)
            #expect(error?.mend.isEmpty == false)
        }
    }

    @Test func theManifestBesideTheArchiveIsKept() async throws {
        let box = try StoreBox()
        let manifest = Array(#"{"tools":{"witness":"0.11"}}"#.utf8)
        _ = try box.directory.write(manifest, to: "tool.manifest.json")
        let image = try await box.importing(compressed(.zstd, in: box.directory, [("f", "x")]), file: "tool.tar.zst")
        #expect(try box.store.manifest(of: image) == manifest)
        let plain = try await box.importing(StoreBox.small, file: "other.tar")
        #expect(try box.store.manifest(of: plain) == nil)
    }

    /// What lies beside the archive came with it.
    @Test func aManifestThatIsNoFileIsRefused() async throws {
        let box = try StoreBox()
        let beside = box.directory.path.appending("image.manifest.json").string
        try #require(mkfifo(beside, 0o600) == 0)
        #expect(try await box.refusal(of: StoreBox.small)?.stage == "open")
        try FileManager.default.removeItem(atPath: beside)
        try FileManager.default.createSymbolicLink(atPath: beside, withDestinationPath: "/dev/zero")
        #expect(try await box.refusal(of: StoreBox.small)?.stage == "open")
    }

    @Test func aCancelledImportLeavesNothing() async throws {
        let box = try StoreBox()
        let archive = try box.directory.write(StoreBox.small, to: "image.tar")
        let store = box.store
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.importArchive(at: archive, reference: "x")
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(box.names("sha256").isEmpty && box.names("scratch").isEmpty)
    }
}
