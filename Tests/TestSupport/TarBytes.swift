/// A tar archive written byte by byte, so that a test can say what no honest writer would.
public struct TarBytes: Sendable {
    /// What has been written so far, without an end mark.
    public private(set) var bytes: [UInt8] = []

    /// An archive with nothing in it.
    public init() {}

    /// The archive that `build` makes, with its end mark.
    public static func archive(_ build: (inout TarBytes) -> Void) -> [UInt8] {
        var tar = TarBytes()
        build(&tar)
        return tar.bytes + [UInt8](repeating: 0, count: 1024)
    }

    /// Adds a regular file.
    public mutating func file(_ name: String, _ content: String = "content\n", mode: Int = 0o644) {
        entry(Array(name.utf8), type: "0", data: Array(content.utf8), mode: mode)
    }

    /// Adds a directory.
    public mutating func directory(_ name: String, mode: Int = 0o755) {
        entry(Array(name.utf8), type: "5", mode: mode)
    }

    /// Adds a symbolic link.
    public mutating func symbolicLink(_ name: String, to target: String) {
        entry(Array(name.utf8), type: "2", link: Array(target.utf8))
    }

    /// Adds a hard link.
    public mutating func hardLink(_ name: String, to target: String) {
        entry(Array(name.utf8), type: "1", link: Array(target.utf8))
    }

    /// Adds a PAX extended header for the next entry.
    public mutating func extended(_ records: [(key: String, value: [UInt8])], type: Character = "x") {
        let body = records.flatMap { record -> [UInt8] in
            let rest = Array(" \(record.key)=".utf8) + record.value + [UInt8(ascii: "\n")]
            var length = rest.count + 1
            while String(length).utf8.count + rest.count != length { length = String(length).utf8.count + rest.count }
            return Array(String(length).utf8) + rest
        }
        entry(Array("PaxHeader".utf8), type: type, data: body)
    }

    /// Adds a GNU entry that carries a long name (`L`) or link target (`K`) for the next entry.
    public mutating func gnuLong(_ type: Character, _ text: [UInt8]) {
        entry(Array("././@LongLink".utf8), type: type, data: text + [0])
    }

    /// Adds any entry.
    /// - Parameters:
    ///   - name: at most 100 bytes.
    ///   - size: the size that the header claims; by default that of `data`.
    ///   - checksum: by default the right one.
    public mutating func entry(
        _ name: [UInt8],
        type: Character,
        data: [UInt8] = [],
        link: [UInt8] = [],
        mode: Int = 0o644,
        size: [UInt8]? = nil,
        time: Int = 1_700_000_000,
        device: (major: Int, minor: Int) = (0, 0),
        checksum: Int? = nil
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ bytes: [UInt8], at offset: Int, width: Int) {
            header.replaceSubrange(offset..<offset + min(width, bytes.count), with: bytes.prefix(width))
        }
        put(name, at: 0, width: 100)
        put(Self.octal(mode, digits: 7), at: 100, width: 8)
        put(Self.octal(0, digits: 7), at: 108, width: 8)
        put(Self.octal(0, digits: 7), at: 116, width: 8)
        put(size ?? Self.octal(data.count, digits: 11), at: 124, width: 12)
        put(Self.octal(time, digits: 11), at: 136, width: 12)
        put(Array("        ".utf8), at: 148, width: 8)
        put(Array(String(type).utf8), at: 156, width: 1)
        put(link, at: 157, width: 100)
        put(Array("ustar\u{0}00".utf8), at: 257, width: 8)
        put(Array("root".utf8), at: 265, width: 32)
        put(Array("root".utf8), at: 297, width: 32)
        put(Self.octal(device.major, digits: 7), at: 329, width: 8)
        put(Self.octal(device.minor, digits: 7), at: 337, width: 8)
        put(Self.octal(checksum ?? header.reduce(0) { $0 + Int($1) }, digits: 6) + [0, 32], at: 148, width: 8)
        bytes += header + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
    }

    /// Adds bytes that are no entry.
    public mutating func raw(_ more: [UInt8]) {
        bytes += more
    }

    /// `value` in octal, filled with zeros from the left.
    public static func octal(_ value: Int, digits: Int) -> [UInt8] {
        let text = String(value, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.utf8.count)) + text).utf8)
    }
}
