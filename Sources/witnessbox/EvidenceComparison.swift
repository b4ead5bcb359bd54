import Foundation
import Witness

/// Whether two runs of the same work left the same evidence.
enum EvidenceComparison {
    /// Compares attestations in their canonical form and without signatures, which differ from run to run as the keys do; anything else byte by byte.
    static func areEqual(path: String, recorded: [UInt8], replayed: [UInt8]) -> Bool {
        guard let old = try? collection(recorded), let new = try? collection(replayed) else { return recorded == replayed }
        return old.canonicalForm() == new.canonicalForm()
    }

    private static func collection(_ content: [UInt8]) throws -> AttestationCollection {
        try AttestationCollection(envelope: DSSEEnvelope(json: content))
    }
}
