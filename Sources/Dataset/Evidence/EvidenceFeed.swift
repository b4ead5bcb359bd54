import Foundation
import SystemPackage

/// The examples of all packs of a run, handed out one by one to any number of workers.
actor EvidenceFeed {
    private static let evidence = "evidence/"

    private let directory: FilePath
    private let files: RunFiles
    private var packs: [EvidenceManifest.Pack]
    private let isWanted: @Sendable (String) -> Bool
    private var reader: EvidencePackReader?
    /// Places of the examples that are wanted, counted over all packs; `nil` for every place.
    private let places: Set<Int>?
    private var place = 0

    /// - Parameters:
    ///   - sample: how many examples to hand out at most, spread over the packs; the same ones for the same packs.
    ///   - isWanted: whether the example of this name is wanted.
    init(directory: FilePath, sample: Int? = nil, isWanted: @escaping @Sendable (String) -> Bool) throws {
        self.directory = directory.appending("evidence")
        files = try RunFiles(directory)
        packs = try EvidenceManifest(in: files, below: Self.evidence, at: self.directory)?.packs ?? []
        guard !packs.isEmpty else {
            throw DatasetError(
                stage: "evidence",
                subject: directory.string,
                cause: "there are no evidence packs",
                mend: "give the --output directory of a 'witnessbox generate'"
            )
        }
        self.isWanted = isWanted
        let count = packs.map(\.examples).reduce(0, +)
        places = sample.map { size in
            let ranks = (0..<count).map { (rank: NormalizedText.mix(UInt64($0)), place: $0) }.sorted { $0.rank < $1.rank }
            return Set(ranks.prefix(size).map(\.place))
        }
    }

    func next() throws -> EvidenceExample? {
        while true {
            if let reader {
                while let example = try reader.next() {
                    defer { place += 1 }
                    if places?.contains(place) ?? true, isWanted(example.document.id) { return example }
                }
                self.reader = nil
            }
            guard !packs.isEmpty else { return nil }
            let pack = packs.removeFirst()
            if let places, !(place..<place + pack.examples).contains(where: places.contains) {
                place += pack.examples
                continue
            }
            reader = try EvidencePackReader(files.open(Self.evidence + pack.name), at: directory.appending(pack.name), sha256: pack.sha256)
        }
    }
}
