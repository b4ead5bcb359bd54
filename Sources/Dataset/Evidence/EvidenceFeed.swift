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

    init(directory: FilePath, isWanted: @escaping @Sendable (String) -> Bool) throws {
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
    }

    func next() throws -> EvidenceExample? {
        while true {
            if let reader {
                while let example = try reader.next() {
                    if isWanted(example.document.id) { return example }
                }
                self.reader = nil
            }
            guard !packs.isEmpty else { return nil }
            let pack = packs.removeFirst()
            reader = try EvidencePackReader(files.open(Self.evidence + pack.name), at: directory.appending(pack.name), sha256: pack.sha256)
        }
    }
}
