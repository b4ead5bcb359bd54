import Foundation
import Images
import SystemPackage
import TestSupport
import Testing

@Suite struct ImageWarmingTests {
    private func root(_ plan: String) -> [UInt8] {
        TarBytes.archive { tar in
            tar.file("etc/image-warm.json", plan)
            tar.file("opt/cache/go/entry")
            tar.file("opt/other")
        }
    }

    @Test func filesOfACacheGetTimesOfTheFuture() async throws {
        let box = try StoreBox()
        let image = try await box.importing(root(#"{"futureTimes":["/opt/cache/go","/opt/missing"]}"#))
        func year(_ file: String) throws -> Int {
            let date = try FileManager.default.attributesOfItem(atPath: image.rootFileSystem.appending(file).string)[.modificationDate] as? Date
            return Int((date?.timeIntervalSince1970 ?? 0) / 31_556_952) + 1970
        }
        #expect(try year("opt/cache/go/entry") == 2100)
        #expect(try year("opt/other") == 2023)
        try await box.store.verify("image:one")
    }

    @Test(arguments: [
        #"{"futureTimes":["../../../etc"]}"#, #"{"futureTimes":["/opt/../../etc"]}"#, #"{"futureTimes":["/"]}"#, #"{"futureTimes":["opt"]}"#,
        #"{"commands":[{"name":"n","script":"true","keep":["/../x"]}]}"#, #"{"commands":{}}"#, "not JSON",
    ]) func aHostilePlanIsRefused(plan: String) async throws {
        let box = try StoreBox()
        #expect(try await box.refusal(of: root(plan))?.stage == "content")
    }

    @Test func aCacheBehindALinkIsNotTouched() async throws {
        let box = try StoreBox()
        let victim = try box.directory.write([1], to: "victim")
        let before = try FileManager.default.attributesOfItem(atPath: victim.string)[.modificationDate] as? Date
        let archive = TarBytes.archive { tar in
            tar.file("etc/image-warm.json", #"{"futureTimes":["/cache"]}"#)
            tar.symbolicLink("cache", to: box.directory.path.string)
        }
        #expect(try await box.refusal(of: archive)?.stage == "hostile-link")
        #expect(try FileManager.default.attributesOfItem(atPath: victim.string)[.modificationDate] as? Date == before)
    }

    @Test func aCommandThatCannotRunIsAWarning() async throws {
        let box = try StoreBox()
        let image = try await box.importing(root(#"{"commands":[{"name":"impossible","script":"exit 3","keep":["/opt/made"]}]}"#))
        #expect(!box.has("opt/made", in: image))
        #expect(box.progress.contains(.warming(command: "impossible")))
        #expect(box.progress.contains { if case .warning(let text) = $0 { text.contains("impossible") } else { false } })
    }
}
