/// Places of pairs and triples of different numbers in a flat array.
enum Triangle {
    /// How many pairs there are of so many numbers.
    static func pairs(of width: Int) -> Int { width * (width - 1) / 2 }

    /// How many triples there are of so many numbers.
    static func triples(of width: Int) -> Int { width * (width - 1) * (width - 2) / 6 }

    /// The place of a pair, of which the first is the lesser.
    static func place(_ a: Int, _ b: Int) -> Int { b * (b - 1) / 2 + a }

    /// The place of a triple in ascending order.
    static func place(_ a: Int, _ b: Int, _ c: Int) -> Int { c * (c - 1) * (c - 2) / 6 + b * (b - 1) / 2 + a }
}
