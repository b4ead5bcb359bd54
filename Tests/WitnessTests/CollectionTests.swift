import Basics
import Foundation
import Testing

@testable import Witness

/// `first.json` and `second.json` are two attestations of the same work by the real witness, one second apart:
/// a build with three products that each hold a made-up secret.
@Suite("Attestation collections")
struct CollectionTests {
    static func fixture(_ name: String) throws -> Data {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
        return try Data(contentsOf: url)
    }

    static func collection(_ name: String) throws -> AttestationCollection {
        try AttestationCollection(envelope: DSSEEnvelope(json: fixture(name)))
    }

    @Test("two runs of the same work have the same canonical form, byte for byte")
    func equalRuns() throws {
        let first = try Self.collection("first.json")
        let second = try Self.collection("second.json")
        #expect(first != second, "the fixtures must differ, or the test shows nothing")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(first.canonicalForm()) == encoder.encode(second.canonicalForm()))
    }

    @Test("a different product, finding, environment or step stays different")
    func unequalRuns() throws {
        let first = try Self.collection("first.json")
        for (type, path) in [
            ("https://witness.dev/attestations/product/v0.1", "out/1.txt"),
            ("https://witness.dev/attestations/secretscan/v0.1", "findings"),
            ("https://witness.dev/attestations/environment/v0.1", "variables"),
        ] {
            var changed = first
            let index = try #require(changed.predicate.attestations.firstIndex { $0.type == type })
            guard case .object(var members) = changed.predicate.attestations[index].attestation else {
                Issue.record("\(type) is no object")
                continue
            }
            #expect(members[path] != nil)
            members[path] = .array([])
            changed.predicate.attestations[index].attestation = .object(members)
            #expect(changed.canonicalForm() != first.canonicalForm(), "\(type) \(path)")
        }
        var renamed = first
        renamed.predicate.name = "deploy"
        #expect(renamed.canonicalForm() != first.canonicalForm())
    }

    @Test("every recorded type is one that its attestor is known to record")
    func types() throws {
        let attestors: [Attestor] = [.commandRun, .environment, .git, .link, .lockfiles, .material, .product, .secretScan, .slsa]
        let recorded = try Self.collection("first.json").predicate.attestations.map(\.type)
        #expect(recorded.sorted() == attestors.flatMap(\.predicateTypes).sorted())
    }

    @Test("the name of a key is the one that witness wrote beside the signature")
    func keyIdentifier() throws {
        let envelope = try DSSEEnvelope(json: Self.fixture("first.json"))
        #expect(envelope.signatures.map(\.keyIdentifier) == [KeyIdentifier(publicKeyPEM: try Self.fixture("key.pub"))])
        #expect(envelope.payloadType == DSSEEnvelope.inTotoPayloadType)
    }

    @Test("what is no collection is refused")
    func refusals() throws {
        #expect(throws: DecodingError.self) { try DSSEEnvelope(json: Array("{}".utf8)) }
        #expect(throws: DecodingError.self) { try DSSEEnvelope(json: Self.fixture("key.pub")) }
        var envelope = try DSSEEnvelope(json: Self.fixture("first.json"))
        envelope.payload = Data(
            String(decoding: envelope.payload, as: UTF8.self).replacing("attestation-collection/v0.1", with: "policy/v0.1").utf8
        )
        #expect(throws: DecodingError.self) { try AttestationCollection(envelope: envelope) }
    }
}
