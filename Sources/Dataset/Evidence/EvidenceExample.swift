import Basics
import Catalog
import Orchestrator

/// The evidence of one verified example, as it lies in a pack.
public struct EvidenceExample: Sendable, Hashable {
    static let documentName = "example.json"
    static let unsignedPolicyName = "policy.json"
    static let policyName = "policy.signed.json"
    static let keyName = "policy.pub"
    static let attestationDirectory = "attestations"
    static let artifactDirectory = "artifacts"
    static let logDirectory = "logs"
    static let pipelineDirectory = "pipeline"
    static let subjectDirectory = "subjects"

    /// What was done and how to verify it.
    public var document: EvidenceDocument
    /// The other files, sorted by path.
    public var files: [EvidenceFile]

    /// Gathers the evidence of an example from the store's record.
    /// - Throws: ``DatasetError`` when a file that the record names was not kept.
    public init(_ example: StoredExample, attempt: Attempt) throws {
        let planned = try PlannedExample(of: example)
        let evidence = planned.evidence
        let attestations = Self.names(of: evidence.attestations, in: Self.attestationDirectory)
        let artifact = Self.names(of: [evidence.artifact], in: Self.artifactDirectory)
        let pipelineFiles = evidence.pipelineFile.map { [$0] } ?? []
        let subjects = evidence.subjects ?? []
        let wanted = zip(
            [evidence.policy, evidence.signedPolicy, evidence.publicKey] + evidence.attestations + [evidence.artifact] + pipelineFiles + subjects,
            [Self.unsignedPolicyName, Self.policyName, Self.keyName] + attestations + artifact
                + Self.names(of: pipelineFiles, in: Self.pipelineDirectory) + Self.names(of: subjects, in: Self.subjectDirectory)
        )
        guard
            wanted.allSatisfy({ name in !name.1.split(separator: "/", omittingEmptySubsequences: false).contains { ["", ".", ".."].contains($0) } })
        else {
            throw DatasetError(
                stage: "evidence",
                subject: example.id,
                cause: "the record names a file that leads out of the pack",
                mend: "the run's store is damaged: generate into a new directory"
            )
        }
        let kept = Dictionary(attempt.outputs.map { ($0.path, $0.content) }) { first, _ in first }
        let proofs = try wanted.map { path, name in
            guard let content = kept[path] else {
                throw DatasetError(
                    stage: "evidence",
                    subject: example.id,
                    cause: "its job did not keep '\(path)'",
                    mend: "the run's store is damaged: generate into a new directory"
                )
            }
            return EvidenceFile(path: name, content: content)
        }
        files = (proofs + Self.logs(of: attempt)).sorted { $0.path < $1.path }
        document = EvidenceDocument(
            id: example.id,
            index: example.index,
            jobKey: example.jobKey,
            imageDigest: example.job.imageDigest,
            specification: planned.specification,
            steps: zip(example.job.steps, attempt.steps).map(EvidenceDocument.StepEvidence.init),
            verify: ["--policy", Self.policyName, "--publickey", Self.keyName]
                + attestations.flatMap { ["--attestations", $0] }
                + artifact.flatMap { ["--artifactfile", $0] }
                + subjects.flatMap { ["--subjects", StableHash.hexadecimal(kept[$0] ?? [])] }
        )
    }

    /// An example read back from a pack.
    init(document: EvidenceDocument, files: [EvidenceFile]) {
        self.document = document
        self.files = files.sorted { $0.path < $1.path }
    }

    /// All files, the document too, sorted by path.
    func allFiles() throws -> [EvidenceFile] {
        let document = EvidenceFile(path: Self.documentName, content: try CanonicalJSON.encodeReadably(document))
        return (files + [document]).sorted { $0.path < $1.path }
    }

    /// Names in a directory of the evidence: the files' own, or their whole paths where two are alike.
    private static func names(of paths: [String], in directory: String) -> [String] {
        let names = paths.map { String($0.split(separator: "/").last ?? "") }
        let isPlain = Set(names).count == names.count
        return zip(paths, names).map { path, name in "\(directory)/\(isPlain ? name : path.split(separator: "/").joined(separator: "/"))" }
    }

    private static func logs(of attempt: Attempt) -> [EvidenceFile] {
        attempt.logs.filter { !$0.content.isEmpty }.map { EvidenceFile(path: "\(logDirectory)/\($0.name)", content: $0.content) }
    }
}
