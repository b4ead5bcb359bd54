/// A contender that did not do what it should.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    var firstLine: String {
        description.split(separator: "\n").first.map(String.init) ?? ""
    }
}
