import Orchestrator
import Synchronization
import SystemPackage

/// Verifies the evidence packs of a run again.
public struct EvidenceVerifier: Sendable {
    /// What came of it.
    public struct Summary: Codable, Sendable, Hashable {
        /// Examples verified.
        public var examples = 0
        /// Runs of `witness verify`, counted for the examples without a failure.
        public var checks = 0
        /// Files of the dataset that were checked against its attestation; `nil` where there is none.
        public var datasetFiles: Int?
        /// Checks that did not end as they must, by example.
        public var failures: [VerificationFailure] = []

        fileprivate mutating func add(_ other: Summary) {
            examples += other.examples
            checks += other.checks
            failures += other.failures
        }
    }

    private let directory: FilePath
    private let example: String?
    private let sample: Int?
    private let tampering: Bool

    /// A verifier of the run in `directory`.
    /// - Parameters:
    ///   - example: the only example to verify, or `nil` for all.
    ///   - sample: how many examples to verify at most, spread over the packs, or `nil` for all.
    ///   - tampering: whether to check too that one flipped bit in the policy, an attestation or the artifact is noticed.
    public init(directory: FilePath, example: String? = nil, sample: Int? = nil, tampering: Bool = false) {
        self.directory = directory
        self.example = example
        self.sample = sample
        self.tampering = tampering
    }

    /// Verifies the examples with as many witnesses at a time as the concurrency allows.
    /// - Parameter makeWitness: called once for each worker, which closes the witness at its end.
    /// - Throws: ``DatasetError`` when a pack is damaged or the example is in none; what a witness throws when its machinery fails.
    public func verify(concurrency: Concurrency, makeWitness: @escaping @Sendable () async throws -> any WitnessVerifier) async throws -> Summary {
        let only = example
        let feed = try EvidenceFeed(directory: directory, sample: sample) { only == nil || $0 == only }
        let tampering = tampering
        let parts = Mutex(Summary())
        try await Crew(concurrency: concurrency).run(most: .max) { roster in
            let witness = try await makeWitness()
            do {
                let part = try await Self.verify(feed, with: witness, tampering: tampering, in: roster)
                await witness.close()
                parts.withLock { $0.add(part) }
            } catch {
                await witness.close()
                throw error
            }
        }
        let summary = parts.withLock { $0 }
        if let example, summary.examples == 0 {
            throw DatasetError(
                stage: "example",
                subject: example,
                cause: "no evidence pack of '\(directory)' holds it",
                mend: "only verified examples have evidence; 'witnessbox status \(directory)' shows what is there"
            )
        }
        return Summary(examples: summary.examples, checks: summary.checks, failures: summary.failures.sorted { $0.id < $1.id })
    }

    private static func verify(_ feed: EvidenceFeed, with witness: any WitnessVerifier, tampering: Bool, in roster: Roster) async throws -> Summary {
        var summary = Summary()
        while let example = try await feed.next() {
            summary.examples += 1
            let verification = try Verification(of: example, tampering: tampering)
            if let failure = try await witness.firstFailure(of: verification) {
                summary.failures.append(failure)
            } else {
                summary.checks += verification.checks.count
            }
            guard roster.mayStay() else { break }
        }
        return summary
    }
}
