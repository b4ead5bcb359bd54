import Foundation
import Sandbox

extension CapturedOutput {
    /// The kept bytes as they came, with a line that names the gap when there is one.
    var fileContent: Data {
        let gap = isTruncated ? Data("\n… \(totalBytes - head.count - tail.count) bytes left out …\n".utf8) : Data()
        return Data(head) + gap + Data(tail)
    }
}
