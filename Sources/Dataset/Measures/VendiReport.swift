/// The Vendi score of the questions: how many wholly different ones would be as diverse.
public struct VendiReport: Codable, Sendable, Hashable {
    /// Questions compared, each with each.
    public var sample: Int
    /// Their effective number, by the cosine of their sets of word 3-grams.
    public var score: Double
}
