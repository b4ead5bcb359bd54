import Foundation

/// Strings that nobody could predict from the question: digests, keys and signatures that an answer spells out.
enum UnpredictableText {
    private static let shortestHexadecimal = 32
    private static let shortestBase64 = 40

    /// The entropy of such strings in `answer`, in bits: four a digit of hexadecimal, six a character of base64. A string that the question holds too counts
    /// nothing, and base64 of text counts what the text counts.
    static func bits(in answer: String, given question: String) -> Double {
        bits(in: Array(answer.utf8), given: question)
    }

    private static func bits(in answer: [UInt8], given question: String) -> Double {
        answer.split { !isBase64($0) }.filter { $0.count >= shortestHexadecimal }.map { run in
            let text = String(decoding: run, as: UTF8.self)
            if question.contains(text) { return 0 }
            if run.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }) { return Double(4 * run.count) }
            guard run.count >= shortestBase64, hasMixedCharacters(run) else { return 0 }
            if let decoded = Data(base64Encoded: text), String(validating: decoded, as: UTF8.self) != nil {
                return bits(in: Array(decoded), given: question)
            }
            return Double(6 * run.count)
        }.reduce(0, +)
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): true
        default: false
        }
    }

    /// Paths and long words are of base64's alphabet too, but not of all its kinds of characters.
    private static func hasMixedCharacters(_ run: ArraySlice<UInt8>) -> Bool {
        run.contains { 0x30...0x39 ~= $0 } && run.contains { 0x41...0x5A ~= $0 } && run.contains { 0x61...0x7A ~= $0 }
    }
}
