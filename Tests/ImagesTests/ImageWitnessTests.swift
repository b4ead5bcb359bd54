import Crypto
import Foundation
import Images
import SystemPackage
import TestSupport
import Testing

/// What an image says of its witness, and what the store makes of it.
@Suite struct ImageWitnessTests {
    private static let refusal = "unsupported key type/format"
    private let able = ImageWitness(
        origin: .built, digest: digest(of: "the binary"), version: "0.11.0-1", goWitness: "0.10.0-3", inputs: "sha256:77", canVerifyTokens: true,
        passedOver: .init(version: "0.11.0-1", goWitness: "0.9.2-6", digest: digest(of: "another"), refusal: refusal))
    private let unable = ImageWitness(origin: .given, digest: digest(of: "the binary"), canVerifyTokens: false, refusal: refusal)

    private static func digest(of text: String) -> String {
        "sha256:" + SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    private func root(_ witness: ImageWitness, binary: String = "the binary") throws -> [UInt8] {
        let statement = String(decoding: try JSONEncoder().encode(witness), as: UTF8.self)
        return TarBytes.archive { tar in
            tar.file("etc/image-witness.json", statement)
            tar.file("usr/bin/witness", binary, mode: 0o755)
        }
    }

    private func error(for attestor: String, with image: Image) -> ImageError? {
        #expect(throws: ImageError.self) { try image.requireTokenVerification(for: attestor) }
    }

    @Test func theStatementStaysWithTheImage() async throws {
        let box = try StoreBox()
        try await box.importing(root(able))
        let image = try ImageStore(directory: box.store.directory).image("image:one")
        #expect(image.witness == able)
        #expect(image.canVerifyTokens)
        try image.requireTokenVerification(for: "github")
    }

    @Test func aWitnessThatCannotIsRefusedWithItsReasonAndAMend() async throws {
        let box = try StoreBox()
        let image = try await box.importing(root(unable))
        let error = error(for: "github", with: image)
        #expect(error?.stage == "witness")
        #expect(error?.subject == "image:one")
        #expect(error?.cause.contains("'github'") == true)
        #expect(error?.cause.contains(Self.refusal) == true)
        #expect(error?.mend.contains("--witness") == true)
    }

    @Test func anotherBinaryThanTheCheckedOneIsUnknown() async throws {
        let box = try StoreBox()
        let image = try await box.importing(root(able, binary: "the binary!"))
        #expect(image.witness == nil)
        #expect(error(for: "gcp-iit", with: image)?.cause.contains("'gcp-iit'") == true)
        #expect(box.progress.contains { if case .warning(let text) = $0 { text.contains("witness") } else { false } })
    }

    @Test func aBinaryBehindALinkIsUnknown() async throws {
        let box = try StoreBox()
        let statement = String(decoding: try JSONEncoder().encode(able), as: UTF8.self)
        let image = try await box.importing(
            TarBytes.archive { tar in
                tar.file("etc/image-witness.json", statement)
                tar.file("opt/witness", "the binary", mode: 0o755)
                tar.symbolicLink("usr/bin/witness", to: "/opt/witness")
            })
        #expect(image.witness == nil)
    }

    @Test func anImageThatSaysNothingIsUnknown() async throws {
        let box = try StoreBox()
        let image = try await box.importing(StoreBox.small)
        #expect(image.witness == nil && !image.canVerifyTokens)
        #expect(error(for: "github", with: image)?.cause.contains("not known") == true)
        #expect(!box.progress.contains { if case .warning = $0 { true } else { false } })
    }

    @Test func aRecordOfAnEarlierVersionIsUnknown() async throws {
        let box = try StoreBox()
        let image = try await box.importing(root(able))
        let file = URL(filePath: image.rootFileSystem.removingLastComponent().appending("image.json").string)
        let content = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        var record = try #require(content as? [String: Any])
        record["witness"] = nil
        try JSONSerialization.data(withJSONObject: record).write(to: file)
        #expect(try box.store.image("image:one").witness == nil)
    }

    @Test(arguments: [
        "not JSON", "{}", #"{"origin":"found","digest":"","canVerifyTokens":true}"#, #"{"origin":"built","digest":"","canVerifyTokens":"yes"}"#,
    ])
    func anUnreadableStatementIsRefused(statement: String) async throws {
        let box = try StoreBox()
        let error = try await box.refusal(of: TarBytes.archive { $0.file("etc/image-witness.json", statement) })
        #expect(error?.stage == "content")
        #expect(error?.subject == "/etc/image-witness.json")
    }
}
