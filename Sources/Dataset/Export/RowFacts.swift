import Catalog

/// What an answer must get right, each as a hash.
struct RowFacts: Hashable {
    var attestors: UInt64
    var step: UInt64
    var command: UInt64

    init(_ axes: ExampleAxes) {
        attestors = StableHash.number(axes.attestors.joined(separator: ","))
        step = StableHash.number(axes.step)
        command = StableHash.number(axes.command)
    }
}
