import Glibc
import SystemPackage

/// What the machine, and this process with its descendants, hold in memory, in KiB.
struct MemoryUse {
    private static let fields = ["MemAvailable", "Slab", "KernelStack", "PageTables", "AnonPages", "Shmem"]
    private var amounts: [Int]

    /// As it is now.
    init() throws {
        let machine = try Self.amounts(in: "/proc/meminfo")
        let own = try Self.amounts(in: "/proc/self/smaps_rollup")["Pss", default: 0]
        let descendants = ProcessFiles.descendants(of: getpid()).reduce(0) { $0 + ((try? Self.amounts(in: "/proc/\($1)/smaps_rollup"))?["Pss"] ?? 0) }
        amounts = Self.fields.map { machine[$0, default: 0] } + [own, descendants]
    }

    private init(amounts: [Int]) {
        self.amounts = amounts
    }

    static func - (left: MemoryUse, right: MemoryUse) -> MemoryUse {
        MemoryUse(amounts: zip(left.amounts, right.amounts).map { $0 - $1 })
    }

    /// The median of each amount.
    static func median(of uses: [MemoryUse]) -> MemoryUse {
        MemoryUse(amounts: uses[0].amounts.indices.map { index in uses.map { $0.amounts[index] }.sorted()[uses.count / 2] })
    }

    /// The share of each sandbox.
    func text(sandboxes: Int) -> String {
        let shares = amounts.map { (Double($0) / Double(sandboxes)).rounded(toPlaces: 1) }
        let kernel = zip(Self.fields, shares).map { "\($0) \($1)" }.joined(separator: ", ")
        return "\(kernel); PSS of this process \(shares[Self.fields.count]), of the sandbox's processes \(shares[Self.fields.count + 1])"
    }

    private static func amounts(in path: String) throws -> [String: Int] {
        let pairs = try ProcessFiles.contents(path).split(separator: "\n").compactMap { line -> (String, Int)? in
            let parts = line.split(separator: " ")
            guard parts.count >= 2, parts[0].hasSuffix(":"), let amount = Int(parts[1]) else { return nil }
            return (String(parts[0].dropLast()), amount)
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
