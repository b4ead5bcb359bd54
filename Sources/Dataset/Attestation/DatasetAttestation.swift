import Foundation
import SystemPackage
import Witness

/// What `attestation/` of a run holds: that the files in `dataset/` are those that its generator published, by witness's own means.
///
/// The signing key is made in the sandbox that attests and ends with it, so that the attestation tells files as published from others, and not who published them.
public struct DatasetAttestation: Sendable {
    /// Name of the check in a ``VerificationFailure``.
    public static let checkName = "attestation"

    static let directory = "attestation"
    static let collection = "collection.json"
    static let policy = "policy.json"
    static let signedPolicy = "policy.signed.json"
    static let publicKey = "policy.pub"
    /// Where the attested tree keeps the dataset.
    static let datasetDirectory = "dataset"

    private static let maximumBytes = 16 << 20

    private let files: [EvidenceFile]
    /// SHA-256 of each file of the dataset as it is now, by name.
    private let digests: [String: String]
    /// The same as attested.
    private let attested: [String: String]

    /// The attestation of the run in `directory` with the dataset as it is now; `nil` when there is none.
    /// - Throws: ``DatasetError`` when a part of it is missing or can't be read.
    public init?(of directory: FilePath) throws {
        let run = try RunFiles(directory)
        guard FileManager.default.fileExists(atPath: directory.appending(Self.directory).string) else { return nil }
        files = try [Self.collection, Self.signedPolicy, Self.publicKey].map { name in
            let path = "\(Self.directory)/\(name)"
            guard let content = try run.content(of: path, maximumBytes: Self.maximumBytes) else {
                throw Self.damaged(directory.appending(path), "it is missing")
            }
            return EvidenceFile(path: name, content: content)
        }
        do {
            let subjects = try AttestationCollection(envelope: DSSEEnvelope(json: files[0].content)).subject
            attested = Dictionary(
                subjects.compactMap { subject in
                    guard let range = subject.name.range(of: "/file:\(Self.datasetDirectory)/") else { return nil }
                    return subject.digest["sha256"].map { (String(subject.name[range.upperBound...]), $0) }
                }
            ) { first, _ in first }
        } catch is DecodingError {
            throw Self.damaged(directory.appending(Self.directory).appending(Self.collection), "it is no attestation collection")
        }
        digests = try Self.digests(of: directory)
    }

    /// How many files of the dataset there are to check.
    public var count: Int { digests.count }

    /// Checks that the dataset has the files that were attested and no others, and that witness accepts each; empty when all is well.
    /// - Throws: what the witness throws when its machinery fails.
    public func failures(by witness: any WitnessVerifier) async throws -> [VerificationFailure] {
        let altered = Set(attested.keys).union(digests.keys).sorted().filter { attested[$0] != digests[$0] }
        guard altered.isEmpty else {
            return altered.map { name in
                let message =
                    digests[name] == nil ? "it is missing" : attested[name] == nil ? "it was not attested" : "it is not the file that was attested"
                return VerificationFailure(id: "\(Self.datasetDirectory)/\(name)", check: Self.checkName, message: message)
            }
        }
        let arguments = ["--policy", Self.signedPolicy, "--publickey", Self.publicKey, "--attestations", Self.collection, "--subjects"]
        let checks = digests.sorted { $0.key < $1.key }.map { name, digest in
            Verification.Check(name: name, arguments: arguments + [digest], mustAccept: true)
        }
        let failure = try await witness.firstFailure(of: Verification(id: Self.datasetDirectory, files: files, checks: checks))
        return failure.map { [VerificationFailure(id: "\(Self.datasetDirectory)/\($0.check)", check: Self.checkName, message: $0.message)] } ?? []
    }

    /// SHA-256 of each file of the dataset, by name.
    static func digests(of directory: FilePath) throws -> [String: String] {
        let run = try RunFiles(directory)
        let names = try names(of: directory)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let path = "\(datasetDirectory)/\(name)"
                let descriptor = try run.open(path)
                return (
                    name,
                    try DatasetError.attempt("read", directory.appending(path)) {
                        try descriptor.closeAfter { try StableHash.hexadecimal(of: descriptor) }
                    }
                )
            })
    }

    /// The names of the dataset's files, sorted.
    static func names(of directory: FilePath) throws -> [String] {
        let dataset = directory.appending(datasetDirectory)
        do {
            return try FileManager.default.contentsOfDirectory(atPath: dataset.string).sorted()
        } catch {
            throw DatasetError(
                stage: "read", subject: dataset.string, cause: "there is no dataset", mend: "run the same 'witnessbox generate' again")
        }
    }

    private static func damaged(_ path: FilePath, _ cause: String) -> DatasetError {
        DatasetError(stage: "read", subject: path.string, cause: cause, mend: "run the same 'witnessbox generate' again, which attests anew")
    }
}
