import Foundation
import Testing

@testable import Witness

@Suite("Policies")
struct PolicyTests {
    static let policy = Policy(
        expires: "2035-01-01T00:00:00Z",
        publicKeys: [.init(keyIdentifier: "KEYID", key: "KEY")],
        steps: [
            .init(
                name: "build",
                functionaries: [.init(publicKeyIdentifier: "KEYID")],
                attestations: [
                    .init(type: "https://witness.dev/attestations/git/v0.1", regoPolicies: [.init(name: "branch", module: "REGO")]),
                    .init(type: "https://witness.dev/attestations/product/v0.1"),
                ]
            )
        ]
    )

    @Test("a policy comes back from its JSON, and equal policies are equal bytes")
    func roundTrip() throws {
        let text = try Self.policy.json()
        #expect(try JSONDecoder().decode(Policy.self, from: Data(text.utf8)) == Self.policy)
        #expect(try Self.policy.json() == text)
    }

    @Test("the JSON has the names that witness reads, and readable addresses")
    func names() throws {
        let text = try Self.policy.json()
        for name in ["\"publickeys\": {", "\"keyid\": \"KEYID\"", "\"publickeyid\": \"KEYID\"", "\"regopolicies\": [", "\"https://witness.dev/"] {
            #expect(text.contains(name), "\(name)")
        }
    }

    @Test("a functionary by certificate has every list of the constraint, for witness takes a lacking one for any")
    func certificates() throws {
        let policy = Policy(
            expires: "2035-01-01T00:00:00Z", publicKeys: [], roots: ["root": .init(certificate: "ROOT", intermediates: ["INTERMEDIATE"])],
            steps: [
                .init(
                    name: "build", functionaries: [.init(certificateConstraint: .init(commonName: "builder", roots: ["root"]))],
                    attestations: [], artifactsFrom: ["source"])
            ])
        let text = try policy.json()
        #expect(try JSONDecoder().decode(Policy.self, from: Data(text.utf8)) == policy)
        for name in ["commonname", "dnsnames", "emails", "organizations", "uris", "roots", "certConstraint", "artifactsFrom"] {
            #expect(text.contains("\"\(name)\": "), "\(name)")
        }
        #expect(!text.contains("publickeyid"))
    }

    @Test("an attestor's types are those that witness lists, but for sbom")
    func listedTypes() {
        #expect(Attestor.allCases.count == 26)
        #expect(Attestor.link.predicateTypes == ["https://in-toto.io/attestation/link/v0.3"])
        #expect(Attestor.sbom.predicateTypes == ["https://cyclonedx.org/bom", "https://spdx.dev/Document"])
        #expect(Set(Attestor.allCases.flatMap(\.predicateTypes)).count == 27)
    }
}
