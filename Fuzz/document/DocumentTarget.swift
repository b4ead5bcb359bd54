import Basics
import Foundation
import FuzzSupport
import Witness

@testable import Dataset

/// Reads JSON documents that come out of a sandbox or a pack: envelopes, collections, policies, any evidence.
@main enum DocumentTarget {
    static func main() {
        Fuzzer.run(seeds: seeds.map { Array($0.utf8) }) { input in
            let bytes = Array(input)
            _ = EvidenceSkeleton(bytes)
            requireStable(try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)))
            requireStable(try? JSONDecoder().decode(Policy.self, from: Data(bytes)))
            guard let envelope = envelope(bytes), let collection = try? AttestationCollection(envelope: envelope) else { return }
            let form = collection.canonicalForm()
            precondition(form.canonicalForm() == form, "the canonical form has another canonical form")
            requireStable(form)
        }
    }

    /// The envelope, or one around bytes that are a statement themselves, since the fuzzer does not write base64.
    private static func envelope(_ bytes: [UInt8]) -> DSSEEnvelope? {
        if let envelope = try? DSSEEnvelope(json: bytes) { return envelope }
        let payload = Data(bytes).base64EncodedString()
        return try? DSSEEnvelope(json: #"{"payload":"\#(payload)","payloadType":"\#(DSSEEnvelope.inTotoPayloadType)","signatures":[]}"#.utf8)
    }

    /// What was read and written must read back as the same.
    private static func requireStable<Value: Codable & Equatable>(_ value: Value?) {
        guard let value else { return }
        do {
            let written = try CanonicalJSON.encode(value)
            let again = try JSONDecoder().decode(Value.self, from: Data(written))
            precondition(again == value, "\(String(decoding: written, as: UTF8.self))")
        } catch {
            fatalError("\(error)")
        }
    }

    private static let seeds = [
        #"{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"ab","sig":"AA=="}]}"#,
        #"""
        {"_type":"https://in-toto.io/Statement/v0.1","subject":[{"name":"b","digest":{"sha256":"00"}},{"name":"a","digest":{}}],
        "predicateType":"https://witness.testifysec.com/attestation-collection/v0.1","predicate":{"name":"build","attestations":[
        {"type":"https://witness.dev/attestations/material/v0.1","attestation":{".git/index":{},"go.sum":{"sha256":"1"}}},
        {"type":"https://witness.dev/attestations/command-run/v0.1","attestation":{"cmd":["go"],"processes":[{"pid":1}],"exitcode":0}},
        {"type":"https://slsa.dev/provenance/v1.0","attestation":{"run_details":{"metadata":{"started_on":"x"}},"build_definition":{"resolved_dependencies":[3,1.5,null,true]}}}]}}
        """#,
        #"{"expires":"2100-01-01T00:00:00Z","publickeys":{"k":{"keyid":"k","key":"AA=="}},"steps":{"s":{"name":"s","functionaries":[{"type":"publickey","publickeyid":"k"}],"attestations":[{"type":"t","regopolicies":[{"name":"r","module":"AA=="}]}]}}}"#,
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA0123456789abcdef0123456789abcdef0123456789a=\n-----END PUBLIC KEY-----\n",
        "[1e308,-0,18446744073709551615,\"\\ud83d\\ude00\"]",
    ]
}
