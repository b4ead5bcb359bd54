import Witness

/// A point on the axes: which example the row of a plan is.
///
/// With the catalog and the image it determines the example completely, conversation included.
public struct ExampleSpecification: Codable, Sendable, Hashable {
    /// Position in the plan, from 0.
    public var index: Int
    /// Seed of the plan.
    public var seed: UInt64
    /// What the question asks for.
    public var task: String
    /// Language of the project.
    public var language: String
    /// Name of the project within its language.
    public var project: String
    /// Id of the command.
    public var command: String
    /// Name of the step.
    public var step: String
    /// The attestors asked for, without those that are always on; sorted by name.
    public var attestors: [Attestor]
    /// CI platform or `none`.
    public var ci: String
    /// Rego kinds, sorted; empty when the policy holds none.
    public var rego: [String]
    /// Key algorithm.
    public var signer: String
    /// Tool and format of the bill of materials, or `none`.
    public var sbom: String

    /// Stable name of the example, such as `7-000123`.
    public var id: String {
        let digits = String(index)
        return "\(seed)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// Random numbers for one purpose, independent of those of other examples and purposes.
    func generator(for purpose: String) -> SeededGenerator {
        SeededGenerator(seed: seed, purpose: "\(purpose) of example \(index)")
    }
}
