/// Text without what changes from run to run.
enum VolatileText {
    private static let shortestKey = 40
    private static let shortestHexadecimal = 7
    private static let uuidLength = 36

    /// The text with keys, digests and UUIDs, shorter hexadecimal words and numbers each replaced by one letter.
    static func masked(_ text: [UInt8]) -> [UInt8] {
        var masked: [UInt8] = []
        var position = 0
        while position < text.count {
            let rest = text[position...]
            let key = rest.prefix(while: isBase64)
            let word = rest.prefix(while: isAlphanumeric)
            let uuid = rest.prefix(while: isOfUUID)
            if key.count >= shortestKey, key.contains(where: isDigit) {
                masked.append(UInt8(ascii: "K"))
                position = key.endIndex
            } else if uuid.count == uuidLength {
                masked.append(UInt8(ascii: "U"))
                position = uuid.endIndex
            } else if word.isEmpty {
                masked.append(text[position])
                position += 1
            } else {
                if isHexadecimal(word) {
                    masked.append(UInt8(ascii: "H"))
                } else {
                    appendWithoutNumbers(word, to: &masked)
                }
                position = word.endIndex
            }
        }
        return masked
    }

    /// A fraction's point goes with its digits: a duration may have none.
    private static func appendWithoutNumbers(_ word: ArraySlice<UInt8>, to masked: inout [UInt8]) {
        let number = UInt8(ascii: "N")
        for byte in word {
            guard isDigit(byte) else {
                masked.append(byte)
                continue
            }
            if masked.suffix(2) == [number, UInt8(ascii: ".")] { masked.removeLast() }
            if masked.last != number { masked.append(number) }
        }
    }

    private static func isHexadecimal(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= shortestHexadecimal && word.contains(where: isDigit) && word.allSatisfy(isHexadecimal)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || 0x61...0x66 ~= byte }

    private static func isOfUUID(_ byte: UInt8) -> Bool { isHexadecimal(byte) || byte == UInt8(ascii: "-") }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
    }
}
