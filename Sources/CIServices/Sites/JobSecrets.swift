import Basics
import CIMocks
import Crypto
import Foundation

/// Values that one job's endpoints invent, such as bearers and token ids: equal for equal endpoints, and for no other ones.
struct JobSecrets: Sendable {
    private let seed: UInt64
    private let scope: String

    init(_ endpoints: CIEndpoints) throws {
        seed = endpoints.keySeed
        scope = SHA256.hash(data: Data(try CanonicalJSON.encode(endpoints))).hexadecimal
    }

    func uuid(for purpose: String) -> String {
        SeededBytes(seed: seed).uuid(for: "\(scope) \(purpose)")
    }

    /// Base64url of that many bytes.
    func text(for purpose: String, bytes: Int) -> String {
        Data(SeededBytes(seed: seed).bytes(for: "\(scope) \(purpose)", count: bytes)).base64URL
    }
}
