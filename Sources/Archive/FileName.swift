/// One component of a path: bytes without a slash or a zero, neither empty nor `.` nor `..`.
public struct FileName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The bytes with the zero that ends a C string.
    private let terminated: [UInt8]

    /// The name made of `bytes`, or `nil` when they cannot name a directory entry.
    public init?(_ bytes: some Collection<UInt8>) {
        let dot = UInt8(ascii: ".")
        guard !bytes.isEmpty, !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")) else { return nil }
        guard !(bytes.count <= 2 && bytes.allSatisfy { $0 == dot }) else { return nil }
        terminated = Array(bytes) + [0]
    }

    /// The bytes of the name.
    public var bytes: ArraySlice<UInt8> { terminated.dropLast() }

    /// Orders names by their bytes.
    public static func < (left: FileName, right: FileName) -> Bool { left.terminated.lexicographicallyPrecedes(right.terminated) }

    /// The name for reading by people.
    public var description: String { printable(bytes) }

    /// Calls `body` with the name as a C string.
    public func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        try terminated.withUnsafeBytes { buffer in
            try body(buffer.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped)
        }
    }
}
