/// How an example's answer writes witness's command lines; all ways mean the same.
struct CommandLineStyle: Sendable, Hashable {
    /// `--step` instead of `-s`.
    var longFlags: Bool
    /// One flag a line.
    var continued: Bool
    /// `-a git -a link` instead of `-a git,link`.
    var repeatedAttestors: Bool
    /// `--step=build` instead of `--step build`; with long flags only.
    var equalsSign: Bool

    init(drawnBy generator: inout SeededGenerator) {
        longFlags = generator.oneIn(2)
        continued = generator.oneIn(2)
        repeatedAttestors = generator.oneIn(2)
        equalsSign = longFlags && generator.oneIn(3)
    }
}
