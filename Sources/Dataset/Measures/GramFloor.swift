import Foundation

/// The loss that is reached without reading the question: a model that predicts each piece of an answer from the five before it, by interpolated
/// absolute discounting. What a trained model reaches below it is what it took from the question.
///
/// Of eleven answers ten teach the model and one is predicted, up to two thousand and two hundred. Memory is some 30 bytes for each different run of up to six pieces.
struct GramFloor {
    private static let order = 6
    private static let discount = 0.75
    private static let taught = 2000
    private static let predicted = 200

    private struct Context {
        var total: UInt32 = 0
        var followers: UInt32 = 0
    }

    private var seen = 0
    private var taughtCount = 0
    private var pending: [(pieces: [Piece], tokens: Double)] = []
    private var counts: [UInt64: UInt32] = [:]
    private var contexts: [UInt64: Context] = [:]
    private var vocabulary: Set<UInt64> = []

    private struct Piece {
        var hash: UInt64
        var bytes: Int
    }

    /// Takes an answer.
    mutating func append(_ answer: String) {
        seen += 1
        if seen.isMultiple(of: 11) {
            if pending.count < Self.predicted { pending.append((Self.pieces(of: answer), TokenEstimate.tokens(in: answer))) }
        } else if taughtCount < Self.taught {
            taughtCount += 1
            teach(Self.pieces(of: answer))
        }
    }

    /// Nats for each token (estimated) of the answers that were kept apart; `nil` before there is one.
    func natsPerToken() -> Double? {
        let tokens = pending.map(\.tokens).reduce(0, +)
        guard tokens > 0 else { return nil }
        return pending.map { nats(of: $0.pieces) }.reduce(0, +) / tokens
    }

    private mutating func teach(_ pieces: [Piece]) {
        for position in pieces.indices {
            vocabulary.insert(pieces[position].hash)
            Self.forEachContext(of: position, in: pieces) { context in
                let key = NormalizedText.mix(context ^ pieces[position].hash)
                let count = counts[key, default: 0]
                counts[key] = count + 1
                contexts[context, default: Context()].total += 1
                if count == 0 { contexts[context, default: Context()].followers += 1 }
                return true
            }
        }
    }

    private func nats(of pieces: [Piece]) -> Double {
        var nats = 0.0
        for position in pieces.indices {
            let piece = pieces[position]
            var probability = 1 / Double(vocabulary.count + 1)
            // A piece that was never seen is spelled out, each byte as likely as any other.
            if !vocabulary.contains(piece.hash) { nats += Double(piece.bytes) * log(256) }
            Self.forEachContext(of: position, in: pieces) { context in
                guard let known = contexts[context] else { return false }
                let count = Double(counts[NormalizedText.mix(context ^ piece.hash)] ?? 0)
                let total = Double(known.total)
                probability = max(0, count - Self.discount) / total + Self.discount * Double(known.followers) / total * probability
                return true
            }
            nats -= log(probability)
        }
        return nats
    }

    /// Calls `body` with a hash of no, one, … and five pieces before a position, until it returns false.
    private static func forEachContext(of position: Int, in pieces: [Piece], _ body: (UInt64) -> Bool) {
        var context: UInt64 = 1
        for length in 0..<order {
            if length > 0 {
                guard position >= length else { return }
                context = NormalizedText.mix(context &+ pieces[position - length].hash)
            }
            guard body(context &+ UInt64(length)) else { return }
        }
    }

    /// Words with the blank before them, digits by threes and runs of other characters: about what tokenizers begin with.
    private static func pieces(of text: String) -> [Piece] {
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var start = 0
        while start < bytes.count {
            var end = start
            if bytes[end] == 0x20, end + 1 < bytes.count, kind(of: bytes[end + 1]) == .letter { end += 1 }
            let kind = kind(of: bytes[end])
            let longest = kind == .digit ? 3 : Int.max
            let first = end
            while end < bytes.count, end - first < longest, Self.kind(of: bytes[end]) == kind { end += 1 }
            pieces.append(Piece(hash: NormalizedText.hash(bytes[start..<end]), bytes: end - start))
            start = end
        }
        return pieces
    }

    private enum Kind { case letter, digit, space, other }

    private static func kind(of byte: UInt8) -> Kind {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x80...: .letter
        case 0x30...0x39: .digit
        case 0x09...0x0D, 0x20: .space
        default: .other
        }
    }
}
