import Foundation

/// A text in the form in which texts are compared: Unicode compatibility forms folded (NFKC), lower case, runs of white space squashed to one blank.
struct NormalizedText {
    let bytes: [UInt8]

    init(_ text: String) {
        var text = text
        if !text.utf8.allSatisfy({ $0 < 0x80 }) { text = text.precomposedStringWithCompatibilityMapping.lowercased() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isBetweenWords = false
        for byte in text.utf8 {
            switch byte {
            case 0x09...0x0D, 0x20:
                isBetweenWords = true
            default:
                if isBetweenWords, !bytes.isEmpty { bytes.append(0x20) }
                isBetweenWords = false
                bytes.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
            }
        }
        self.bytes = bytes
    }

    /// The hashes of the words, runs of letters and digits, in order.
    /// - Parameter replacement: stands for a word when it returns a hash of its own.
    func words(replacing replacement: (ArraySlice<UInt8>) -> UInt64? = { _ in nil }) -> [UInt64] {
        var words: [UInt64] = []
        var start: Int?
        for (position, byte) in bytes.enumerated() {
            let isInWord = 0x61...0x7A ~= byte || 0x30...0x39 ~= byte || byte >= 0x80
            if isInWord {
                start = start ?? position
            } else if let begin = start {
                words.append(replacement(bytes[begin..<position]) ?? Self.hash(bytes[begin..<position]))
                start = nil
            }
        }
        if let begin = start { words.append(replacement(bytes[begin...]) ?? Self.hash(bytes[begin...])) }
        return words
    }

    /// FNV-1a with a final mix: quick, and the same everywhere.
    static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return mix(hash)
    }

    /// Spreads the bits of a number (the finaliser of SplitMix64).
    static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
