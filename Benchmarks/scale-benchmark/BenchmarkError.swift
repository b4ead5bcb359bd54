struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
}
