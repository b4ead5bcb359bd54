import Basics
import Crypto
import Foundation
import Sandbox

/// What equal failures share: step, class and the last line of standard error with everything that varies from run to run masked.
///
/// A program's last word is its reason; the lines before it tell what else was going on, which differs between equal failures.
struct FailureSignature {
    private static let digitCount = 16

    /// Sixteen hexadecimal digits.
    let description: String

    init(step: String, failureClass: String, standardError: CapturedOutput) {
        let text = String(decoding: (standardError.head + standardError.tail).suffix(8192), as: UTF8.self)
        let lastLine = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }.map(Self.masked) ?? ""
        let digest = SHA256.hash(data: Data([step, failureClass, lastLine].joined(separator: "\n").utf8))
        description = String(digest.hexadecimal.prefix(Self.digitCount))
    }

    /// The line with temporary paths, hexadecimal runs and numbers replaced, in this order: a path may hold digits, a digest holds numbers.
    static func masked(_ line: Substring) -> String {
        String(line)
            .replacing(#/(?:/var)?/tmp/[^\s:'"]+/#, with: "TMP")
            .replacing(#/\b(?=[0-9a-f]*[0-9])[0-9a-f]{7,}\b/#.ignoresCase(), with: "HEX")
            .replacing(#/[0-9]+/#, with: "N")
    }
}
