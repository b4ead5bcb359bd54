import ArgumentParser
import Dataset
import Images
import Orchestrator
import SystemPackage

/// `witnessbox verify`: stored evidence once more.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify the stored evidence of a run again.",
        discussion: """
            By default with the witness of the run's own image, in a fresh sandbox for each example; with --witness by a binary of this host, which
            needs neither image nor sandbox. evidence/README.md in the run's directory shows how to do the same by hand. Unless one example is asked
            for, each file of the dataset is checked, too, against the attestation of the dataset.

            Examples:

              witnessbox verify runs/seven
              witnessbox verify runs/seven --example 7-000012 --tamper
              witnessbox verify runs/seven --sample 200
              witnessbox verify runs/seven --witness /usr/bin/witness --parallel 8

            Exit codes: 0 everything verified, 1 something did not or a pack is damaged, 2 usage, 75 infrastructure.
            """
    )

    @Argument(help: "Directory of the run.", completion: .directory)
    var directory: String

    @Option(help: ArgumentHelp("Verify this example only.", valueName: "id"))
    var example: String?

    @Option(help: ArgumentHelp("Verify so many examples, spread over the packs; the same ones each time.", valueName: "n"))
    var sample: Int?

    @Flag(help: "Also check that one flipped bit in the policy, an attestation or the artifact makes verification fail.")
    var tamper = false

    @Option(help: ArgumentHelp("A witness binary of this host.", valueName: "path"), completion: .file())
    var witness: String?

    @OptionGroup
    var backendOption: BackendOption

    @Option(
        help: "Examples verified at a time: a number, or auto, the default, for as many as memory and processors bear.", transform: Parallelism.init)
    var parallel = Parallelism.automatic

    @OptionGroup(title: "Means")
    var enforcementOptions: EnforcementOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        if let sample, sample < 1 { throw ValidationError("--sample must be at least 1") }
        if sample != nil, example != nil { throw ValidationError("give --sample or --example, not both") }
    }

    func run() async throws {
        let verifier = EvidenceVerifier(directory: FilePath(directory), example: example, sample: sample, tampering: tamper)
        let attestation = try example == nil ? DatasetAttestation(of: FilePath(directory)) : nil
        var summary: EvidenceVerifier.Summary
        if let witness {
            let host = try HostWitness(executable: FilePath(witness))
            summary = try await verifier.verify(concurrency: parallel.concurrency) { host }
            try await check(attestation, with: host, into: &summary)
        } else {
            let digest = try RunStore(reading: FilePath(directory)).plan.imageDigest
            summary = try await ImageStore().withImage(digest) { image in
                @Sendable func makeWitness() async throws -> SandboxedWitness {
                    let runner = try await JobRunner(
                        image: image, backend: backendOption.backend, enforcement: enforcementOptions.enforcement)
                    return SandboxedWitness(runner: runner, imageDigest: image.digest)
                }
                var summary = try await verifier.verify(
                    concurrency: example == nil ? parallel.concurrency : .fixed(1), makeWitness: makeWitness)
                if attestation != nil { try await check(attestation, with: makeWitness(), into: &summary) }
                return summary
            }
        }
        try show(summary)
        if !summary.failures.isEmpty { throw ExitCode(ExitStatus.rejected.rawValue) }
    }

    /// Checks the dataset against its attestation, and closes the witness.
    private func check(
        _ attestation: DatasetAttestation?, with witness: any WitnessVerifier, into summary: inout EvidenceVerifier.Summary
    ) async throws {
        guard let attestation else { return }
        do {
            summary.datasetFiles = attestation.count
            summary.failures += try await attestation.failures(by: witness)
            await witness.close()
        } catch {
            await witness.close()
            throw error
        }
    }

    private func show(_ summary: EvidenceVerifier.Summary) throws {
        if json {
            print(try JSONText.document(summary))
            return
        }
        for failure in summary.failures { print("\(failure.id): \(failure.check): \(failure.message)") }
        let verified = summary.examples - summary.failures.count { $0.check != DatasetAttestation.checkName }
        print(
            "\(verified.grouped) of \(summary.examples.grouped) examples verified, \(summary.checks.grouped) runs of witness verify ended as they must"
        )
        guard example == nil else { return }
        if let files = summary.datasetFiles {
            let altered = summary.failures.count { $0.check == DatasetAttestation.checkName }
            print("\((files - min(files, altered)).grouped) of \(files.grouped) files of the dataset are as attested")
        } else {
            print("the dataset has no attestation")
        }
    }
}
