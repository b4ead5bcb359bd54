/// Which cell each row of a plan gets, and whether its policy holds Rego.
///
/// Rows come in blocks of four per language, shuffled. In every block each language has two rows with Rego, and one with a bill of materials;
/// a language whose tools for that are all expensive has one in every eighth block. So the shares hold over any few blocks, and row i needs
/// no other row. The cells of a language take turns, in a new order each round, expensive ones more rarely (``Rotation``).
struct Schedule: Sendable {
    /// What a row gets.
    struct Place: Sendable {
        var cell: Cell
        var hasRego: Bool
    }

    private struct Cells: Sendable {
        var all: [Cell]
        var rotation: Rotation

        init(_ all: [Cell]) {
            self.all = all
            rotation = Rotation(rarities: all.map(\.rarity))
        }
    }

    private struct Lane: Sendable {
        var plain: Cells
        var sbom: Cells

        /// One block in so many has a row with a bill of materials.
        var sbomPeriod: Int { sbom.all.contains { $0.rarity == 1 } ? 1 : 8 }
    }

    private static let rowsPerLane = 4
    private static let regoPerLane = 2

    private let seed: UInt64
    private let lanes: [Lane]
    private let rego: Demands.Rego

    /// A schedule over cells, of which there is at least one.
    init(seed: UInt64, cells: [Cell], rego: Demands.Rego) {
        self.seed = seed
        self.rego = rego
        let languages = Set(cells.map(\.project.language)).sorted()
        lanes = languages.map { language in
            let own = cells.filter { $0.project.language == language }
            return Lane(plain: Cells(own.filter { $0.command.sbom == nil }), sbom: Cells(own.filter { $0.command.sbom != nil }))
        }
    }

    /// The place of a row.
    func place(of index: Int) -> Place {
        let size = lanes.count * Self.rowsPerLane
        let (block, position) = index.quotientAndRemainder(dividingBy: size)
        let slot = shuffled(0..<size, purpose: "block \(block)")[position]
        let (lane, turn) = slot.quotientAndRemainder(dividingBy: Self.rowsPerLane)
        return place(in: lane, block: block, turn: turn)
    }

    private func place(in number: Int, block: Int, turn: Int) -> Place {
        let lane = lanes[number]
        let earlier = sbomRows(in: number, before: block)
        let hasSBOM = sbomRows(in: number, before: block + 1) > earlier
        let cell: Cell
        if hasSBOM && turn == 0 {
            cell = self.cell(of: lane.sbom, at: earlier, purpose: "sbom lane \(number)")
        } else {
            let all = Self.rowsPerLane * block + turn
            let ordinal = lane.plain.rotation.isEmpty ? all : all - earlier - (hasSBOM ? 1 : 0)
            cell = self.cell(of: lane.plain.rotation.isEmpty ? lane.sbom : lane.plain, at: ordinal, purpose: "lane \(number)")
        }
        let first = hasSBOM && earlier % 2 == 1 ? 1 : 0
        let hasRego =
            switch rego {
            case .free: (first..<first + Self.regoPerLane).contains(turn)
            case .without: false
            case .with: true
            }
        return Place(cell: cell, hasRego: hasRego)
    }

    /// How many rows with a bill of materials the lane has had before a block.
    private func sbomRows(in lane: Int, before block: Int) -> Int {
        guard !lanes[lane].sbom.rotation.isEmpty, !lanes[lane].plain.rotation.isEmpty else { return 0 }
        // Lanes take turns: a lane has its row in each block k for which the period divides lane + k.
        let period = lanes[lane].sbomPeriod
        return (lane + block + period - 1) / period - (lane + period - 1) / period
    }

    private func cell(of cells: Cells, at ordinal: Int, purpose: String) -> Cell {
        let turn = cells.rotation.turn(at: ordinal)
        let order = shuffled(0..<turn.members.count, purpose: "\(purpose), round \(turn.round)")
        return cells.all[turn.members[order[turn.position]]]
    }

    private func shuffled(_ numbers: Range<Int>, purpose: String) -> [Int] {
        var generator = SeededGenerator(seed: seed, purpose: purpose)
        return generator.shuffled(Array(numbers))
    }
}
