/// The account at Amazon Web Services that an organisation's builds and instances run in.
struct AmazonAccount: Sendable {
    let owner: String

    /// 12 digits.
    var id: String { "\(Invention(seed: 0, subject: "account of \(owner)").number("amazon", 100_000_000_000...999_999_999_999))" }
}
