import Basics
import Foundation

extension Job {
    /// The canonical JSON, whose SHA-256 is the ``JobKey``: keys sorted, no white space.
    func canonicalJSON() throws -> Data {
        Data(try CanonicalJSON.encode(self))
    }
}
