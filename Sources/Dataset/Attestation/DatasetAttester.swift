import Foundation
import Orchestrator
import Sandbox
import SystemPackage

/// Attests the dataset of a run with the image's own witness, in a sandbox: `attestation/`.
///
/// The attested step `generate` starts from the run's plan, `run.json`, as its only material and has the files of the dataset as its products. The policy
/// pins the plan and every file by name and digest. The dataset's bytes are those of any equal run; the attestation holds times and a key of its own.
public struct DatasetAttester {
    /// What the image must have.
    public static let programs: Set<String> = ["base64", "cp", "cut", "jq", "mkdir", "openssl", "sh", "sha256sum", "witness"]

    private static let workspace = "/workspace/run"
    private static let task = "/task"
    private static let output = "/task/attestation"

    private let directory: FilePath
    private let runner: JobRunner
    private let imageDigest: String

    /// An attester of the run in `directory`.
    /// - Parameter runner: runs jobs of this image.
    public init(directory: FilePath, runner: JobRunner, imageDigest: String) {
        self.directory = directory
        self.runner = runner
        self.imageDigest = imageDigest
    }

    /// Attests, verifies what came of it, and puts it in the place of an earlier attestation.
    /// - Throws: ``DatasetError`` of stage `attestation` when witness refuses, of stage `sandbox` when the machinery fails.
    public func attest() async throws {
        let attempt = try await runner.attempt(job(), number: 1)
        func failure(_ stage: String, _ cause: String) -> DatasetError {
            DatasetError(
                stage: stage,
                subject: directory.appending(DatasetAttestation.datasetDirectory).string,
                cause: cause,
                mend: "the dataset is complete but not attested; run the command again"
            )
        }
        switch attempt.verdict {
        case .verified: try write(attempt.outputs)
        case .rejected(let rejection): throw failure("attestation", "\(rejection.step): \(rejection.message)")
        case .infrastructure(let message): throw failure("sandbox", message)
        }
    }

    private func job() throws -> Job {
        let run = try RunFiles(directory)
        var files = [JobFile(path: "\(Self.task)/policy.jq", content: Array(Self.policyProgram.utf8))]
        func add(_ name: String, as path: String) throws {
            guard let content = try run.content(of: name, maximumBytes: .max) else {
                throw DatasetError(
                    stage: "read", subject: directory.appending(name).string, cause: "it is missing", mend: "run the same 'witnessbox generate' again"
                )
            }
            files.append(JobFile(path: path, content: content))
        }
        try add("run.json", as: "\(Self.workspace)/run.json")
        for name in try DatasetAttestation.names(of: directory) {
            try add("\(DatasetAttestation.datasetDirectory)/\(name)", as: "\(Self.task)/dataset/\(name)")
        }
        // The dataset is there twice, and what is beside it is little.
        let bytes = files.reduce(0) { $0 + $1.content.count }
        return Job(
            imageDigest: imageDigest,
            files: files,
            workingDirectory: Self.workspace,
            limits: Limits(wallMilliseconds: 600_000, scratchBytes: (1 << 30) + 2 * bytes),
            steps: [
                Step(
                    name: "generate",
                    arguments: [
                        "sh", "-euc",
                        """
                        mkdir \(Self.output)
                        openssl genpkey -algorithm ed25519 -out \(Self.task)/key.pem
                        openssl pkey -in \(Self.task)/key.pem -pubout -out \(Self.output)/\(DatasetAttestation.publicKey)
                        witness run -s generate -k \(Self.task)/key.pem -o \(Self.output)/\(DatasetAttestation.collection) \
                            -a environment -- cp -R \(Self.task)/dataset .
                        """,
                    ]),
                Step(
                    name: "policy",
                    arguments: [
                        "sh", "-euc",
                        """
                        cd \(Self.output)
                        keyid=$(sha256sum \(DatasetAttestation.publicKey) | cut -d' ' -f1)
                        jq --arg keyid "$keyid" --arg key "$(base64 -w0 \(DatasetAttestation.publicKey))" -f \(Self.task)/policy.jq \
                            \(DatasetAttestation.collection) > \(DatasetAttestation.policy)
                        witness policy check \(DatasetAttestation.policy)
                        witness sign -k \(Self.task)/key.pem -f \(DatasetAttestation.policy) -o \(DatasetAttestation.signedPolicy)
                        """,
                    ]),
                Step(
                    name: "verify",
                    arguments: [
                        "sh", "-euc",
                        """
                        cd \(Self.output)
                        for file in \(Self.workspace)/dataset/*; do
                            witness verify -k \(DatasetAttestation.publicKey) -p \(DatasetAttestation.signedPolicy) \
                                -a \(DatasetAttestation.collection) -f "$file"
                        done
                        """,
                    ]),
            ],
            outputs: [
                DatasetAttestation.collection, DatasetAttestation.policy, DatasetAttestation.signedPolicy, DatasetAttestation.publicKey,
            ].map { "\(Self.output)/\($0)" }
        )
    }

    private func write(_ files: [JobFile]) throws {
        let staged = try StagedDirectory(replacing: directory.appending(DatasetAttestation.directory))
        for file in files {
            guard let name = FilePath(file.path).lastComponent else { continue }
            let writer = try FileWriter(creating: staged.path.appending(name))
            try writer.append(file.content)
            try writer.close()
        }
        try staged.commit()
    }

    /// The policy of a collection: the plan is the material, and each file of the dataset is the product that it is.
    private static let policyProgram = #"""
        (.payload | @base64d | fromjson | .predicate.attestations) as $attestations
        | def recorded($name): $attestations[] | select(.type | endswith("/\($name)/v0.1")) | .attestation;
          def rules($name; $expected; $digest):
            "package \($name)\n\nimport rego.v1\n\nexpected := \($expected | tojson)\n\n"
            + "deny contains msg if {\n    some path, digest in expected\n    object.get(input, \($digest), \"\") != digest\n"
            + "    msg := sprintf(\"%v is not as published\", [path])\n}\n"
            + "\ndeny contains msg if {\n    some path, _ in input\n    not path in object.keys(expected)\n"
            + "    msg := sprintf(\"%v was not published\", [path])\n}\n";
          def entry($name; $expected; $digest):
            {type: "https://witness.dev/attestations/\($name)/v0.1",
             regopolicies: [{name: $name, module: (rules($name; $expected; $digest) | @base64)}]};
        {
          expires: "2100-01-01T00:00:00Z",
          publickeys: {($keyid): {keyid: $keyid, key: $key}},
          steps: {
            generate: {
              name: "generate",
              functionaries: [{type: "publickey", publickeyid: $keyid}],
              attestations: [
                entry("material"; recorded("material") | map_values(.sha256); "[path, \"sha256\"]"),
                entry("product"; recorded("product") | map_values(.digest.sha256); "[path, \"digest\", \"sha256\"]"),
                {type: "https://witness.dev/attestations/command-run/v0.1"},
                {type: "https://witness.dev/attestations/environment/v0.1"}
              ]
            }
          }
        }
        """#
}
