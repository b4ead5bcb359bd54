import Dataset
import Foundation
import Testing

@Suite struct EvidenceSkeletonTests {
    private func areAlike(_ first: String, _ second: String) -> Bool {
        EvidenceSkeleton(Array(first.utf8)) == EvidenceSkeleton(Array(second.utf8))
    }

    private func envelope(_ payload: String, signature: String) -> String {
        let payload = Data(payload.utf8).base64EncodedString()
        return #"{"payload":"\#(payload)","payloadType":"x","signatures":[{"keyid":"\#(signature)","sig":"AAAA"}]}"#
    }

    @Test func keysDigestsAndTimesMayVary() {
        let (one, two) = (String(repeating: "a1", count: 32), String(repeating: "b2", count: 32))
        #expect(areAlike("-----BEGIN PUBLIC KEY-----\n\(one)\nab1\n-----END", "-----BEGIN PUBLIC KEY-----\n\(two)\nxyz\n-----END"))
        #expect(areAlike(#"{"id":"urn:uuid:0f9a2b1c-aaaa-4bcd-8eee-0123456789ab"}"#, #"{"id":"urn:uuid:ffffffff-0000-4000-9abc-ba9876543210"}"#))
        #expect(areAlike(#"{"publickeys":{"\#(one)":{"key":"\#(two)"}}}"#, #"{"publickeys":{"\#(two)":{"key":"\#(one)"}}}"#))
        #expect(areAlike("12 passed in 0.31s", "12 passed in 4s"))
        #expect(areAlike(#"{"stderr":"get a v1\nget b v2\n"}"#, #"{"stderr":"get b v2\nget a v1\n"}"#))
        #expect(areAlike(#"{"at":"2026-01-02T03:04:05.678Z"}"#, #"{"at":"2027-11-12T13:14:15Z"}"#))
        #expect(areAlike(envelope(#"{"a":[1,"x"]}"#, signature: one), envelope(#"{"a":["x",2]}"#, signature: two)))
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"{"b":1}"#), (#"{"a":true}"#, #"{"a":false}"#), (#"{"a":["x"]}"#, #"{"a":["x","x"]}"#),
        ("all passed", "one failed"), ("-----BEGIN PUBLIC KEY-----", "-----BEGIN PRIVATE KEY-----"), ("one\ntwo", "one"),
        (#"["sha256"]"#, #"["sha512","gitoid"]"#),
    ])
    func wordsAndStructureMayNot(first: String, second: String) {
        #expect(!areAlike(first, second))
        #expect(!areAlike(envelope(first, signature: "a"), envelope(second, signature: "a")))
    }
}
