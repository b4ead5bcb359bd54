/// An IPv4 address, written in dotted decimal.
public struct IPv4Address: Codable, Sendable, Hashable, CustomStringConvertible {
    /// The address in host byte order.
    public let bits: UInt32

    /// `127.0.0.1`.
    public static let loopback = IPv4Address(127, 0, 0, 1)

    /// `169.254.169.254`, at which clouds answer their machines' questions about themselves.
    public static let instanceMetadata = IPv4Address(169, 254, 169, 254)

    /// The address of four numbers.
    public init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        bits = [first, second, third, fourth].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The address in dotted decimal, or `nil` when the text is not one.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        let numbers = parts.compactMap(\.self)
        guard parts.count == 4, numbers.count == 4 else { return nil }
        self.init(numbers[0], numbers[1], numbers[2], numbers[3])
        guard description == text else { return nil }
    }

    /// Dotted decimal.
    public var description: String {
        [24, 16, 8, 0].map { "\(bits >> $0 & 0xff)" }.joined(separator: ".")
    }

    /// Decodes dotted decimal.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let address = IPv4Address(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no IPv4 address")
        }
        self = address
    }

    /// Encodes dotted decimal.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
