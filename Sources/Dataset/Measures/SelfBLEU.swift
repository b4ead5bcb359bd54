import Foundation

/// How well the other texts of a sample serve as translations of each (self-BLEU): near 1 when all say the same.
enum SelfBLEU {
    private static let longest = 4
    /// Matches of an n-gram length without any count as so many, so that a single one does not decide.
    private static let smoothing = 0.1

    /// The mean of BLEU-4 over the texts, each against all others.
    static func mean(of texts: [[UInt64]]) -> Double {
        let texts = texts.filter { !$0.isEmpty }
        guard texts.count > 1 else { return 0 }
        var precisions = [Double](repeating: 0, count: texts.count)
        for length in 1...longest {
            let counts = texts.map { count($0, length: length) }
            let most = mostCommon(counts)
            for (number, own) in counts.enumerated() {
                let total = own.values.reduce(0, +)
                let matches = own.map { gram, count in min(count, most[gram].map { $0.owner == number ? $0.second : $0.first } ?? 0) }.reduce(0, +)
                precisions[number] += log(max(Double(matches), smoothing) / Double(max(1, total))) / Double(longest)
            }
        }
        let lengths = texts.map(\.count).sorted()
        let scores = zip(texts, precisions).map { text, precision in exp(precision + brevityPenalty(text.count, among: lengths)) }
        return scores.reduce(0, +) / Double(scores.count)
    }

    private static func count(_ words: [UInt64], length: Int) -> [UInt64: Int] {
        guard words.count >= length else { return [:] }
        var counts: [UInt64: Int] = [:]
        for start in 0...(words.count - length) {
            counts[words[start..<(start + length)].reduce(0) { NormalizedText.mix($0 &+ $1) }, default: 0] += 1
        }
        return counts
    }

    /// For each n-gram the most occurrences in one text, whose they are, and the most in another.
    private static func mostCommon(_ counts: [[UInt64: Int]]) -> [UInt64: (first: Int, owner: Int, second: Int)] {
        var most: [UInt64: (first: Int, owner: Int, second: Int)] = [:]
        for (number, own) in counts.enumerated() {
            for (gram, count) in own {
                let known = most[gram] ?? (0, number, 0)
                most[gram] = count > known.first ? (count, number, known.first) : (known.first, known.owner, max(known.second, count))
            }
        }
        return most
    }

    /// The logarithm of BLEU's penalty for a text shorter than the reference that is nearest in length; `lengths` holds the text's own, too.
    private static func brevityPenalty(_ length: Int, among lengths: [Int]) -> Double {
        guard let own = lengths.firstIndex(of: length) else { return 0 }
        let isShared = own + 1 < lengths.count && lengths[own + 1] == length
        guard !isShared else { return 0 }
        let neighbours = [own > 0 ? lengths[own - 1] : nil, own + 1 < lengths.count ? lengths[own + 1] : nil].compactMap(\.self)
        let closest = neighbours.min { (abs($0 - length), $0) < (abs($1 - length), $1) } ?? length
        return closest > length ? 1 - Double(closest) / Double(length) : 0
    }
}
