/// A row that did not do what it should.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String
}
