import CIMocks
import Witness

/// Draws what a specification leaves open, in an order that is part of the dataset's identity.
struct SceneDraw {
    private let example: String
    private var generator: SeededGenerator

    init(_ specification: ExampleSpecification) {
        example = specification.id
        generator = specification.generator(for: "scene")
    }

    /// One of a list of the catalog.
    mutating func pick(_ list: [String], _ name: String) throws -> String {
        try picked(generator.pick(list), name)
    }

    /// One of a list of rules.
    mutating func pick(_ list: [RegoVariant], _ name: String) throws -> RegoVariant {
        try picked(generator.pick(list), name)
    }

    /// Two different ones of a list of the catalog.
    mutating func pickTwo(_ list: [String], _ name: String) throws -> (String, String) {
        let order = generator.shuffled(list)
        guard order.count > 1 else { throw JobBuilderError(example: example, message: "the catalog's list '\(name)' has fewer than two items") }
        return (order[0], order[1])
    }

    /// The attestors in an order of the example's own.
    mutating func shuffled(_ attestors: [Attestor]) -> [Attestor] {
        generator.shuffled(attestors)
    }

    /// A number in a range.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + generator.below(range.count)
    }

    /// 64 random bits.
    mutating func seed() -> UInt64 { generator.next() }

    /// When the project's first commit was made, in seconds since 1970: on a day of 2024 or 2025, by daylight.
    mutating func commitTime() -> Int64 {
        let newYear: Int64 = 1_704_067_200
        return newYear + Int64(number(0...725)) * 86_400 + Int64(number(7 * 3600...19 * 3600))
    }

    /// A variable that a rule may ask for, one of the CI platform's as often as one of the catalog's.
    mutating func variable(
        names: NameLists,
        platform: CIPlatform?,
        environment: [String: String]
    ) throws -> (name: String, value: String, otherValue: String) {
        let telling = platform.map { $0.tellingVariables.filter { environment[$0]?.isEmpty == false } } ?? []
        if generator.oneIn(2), let name = generator.pick(telling), let value = environment[name] {
            return (name, value, value + "-test")
        }
        let pair = try pick(names.variables, "variables")
        let name = String(pair.prefix { $0 != "=" })
        let value = String(pair.dropFirst(name.count + 1))
        let others = names.variables.filter { $0.hasPrefix(name + "=") && $0 != pair }
        let other = generator.pick(others).map { String($0.dropFirst(name.count + 1)) }
        return (name, value, other ?? "un" + value)
    }

    /// How a build is called in a sentence: by its platform, and half of the time also by what set it off.
    mutating func phrase(for choice: CIChoice, trigger: CITrigger, catalog: Catalog) throws -> String {
        let place = try pick(choice.phrases, "phrases")
        let words = catalog.triggers[trigger] ?? []
        guard choice.platform.map({ $0.triggers.count > 1 }) ?? false, generator.oneIn(2), let occasion = generator.pick(words) else { return place }
        return "\(place) \(occasion)"
    }

    private func picked<Element>(_ element: Element?, _ name: String) throws -> Element {
        guard let element else { throw JobBuilderError(example: example, message: "the catalog's list '\(name)' is empty") }
        return element
    }
}
