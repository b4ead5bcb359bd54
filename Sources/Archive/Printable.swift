/// Bytes from an archive made safe to print: invalid UTF-8 is repaired, control characters are escaped, and what is absurdly long is shortened.
func printable(_ bytes: some Collection<UInt8>) -> String {
    let longest = 160
    var text = ""
    for scalar in String(decoding: bytes.prefix(longest), as: UTF8.self).unicodeScalars {
        text += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return bytes.count > longest ? "\(text)… (\(bytes.count) bytes)" : text
}
