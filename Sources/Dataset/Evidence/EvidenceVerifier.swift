import SystemPackage

/// Verifies the evidence packs of a run again.
public struct EvidenceVerifier: Sendable {
    /// What came of it.
    public struct Summary: Codable, Sendable, Hashable {
        /// Examples verified.
        public var examples = 0
        /// Runs of `witness verify`, counted for the examples without a failure.
        public var checks = 0
        /// Checks that did not end as they must, by example.
        public var failures: [VerificationFailure] = []
    }

    private let directory: FilePath
    private let example: String?
    private let tampering: Bool

    /// A verifier of the run in `directory`.
    /// - Parameters:
    ///   - example: the only example to verify, or `nil` for all.
    ///   - tampering: whether to check too that one flipped bit in the policy, an attestation or the artifact is noticed.
    public init(directory: FilePath, example: String? = nil, tampering: Bool = false) {
        self.directory = directory
        self.example = example
        self.tampering = tampering
    }

    /// Verifies the examples, as many at a time as there are witnesses, and closes the witnesses.
    /// - Throws: ``DatasetError`` when a pack is damaged or the example is in none; what a witness throws when its machinery fails.
    public func verify(with witnesses: [any WitnessVerifier]) async throws -> Summary {
        let only = example
        let feed = try EvidenceFeed(directory: directory) { only == nil || $0 == only }
        let tampering = tampering
        let summary = try await withThrowingTaskGroup(of: Summary.self) { group in
            for witness in witnesses {
                group.addTask {
                    do {
                        let summary = try await Self.verify(feed, with: witness, tampering: tampering)
                        await witness.close()
                        return summary
                    } catch {
                        await witness.close()
                        throw error
                    }
                }
            }
            return try await group.reduce(into: Summary()) { total, part in
                total.examples += part.examples
                total.checks += part.checks
                total.failures += part.failures
            }
        }
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

    private static func verify(_ feed: EvidenceFeed, with witness: any WitnessVerifier, tampering: Bool) async throws -> Summary {
        var summary = Summary()
        while let example = try await feed.next() {
            summary.examples += 1
            let verification = try Verification(of: example, tampering: tampering)
            if let failure = try await witness.firstFailure(of: verification) {
                summary.failures.append(failure)
            } else {
                summary.checks += verification.checks.count
            }
        }
        return summary
    }
}
