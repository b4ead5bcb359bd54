import Foundation
import Orchestrator
import Sandbox
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Dataset

/// Evidence made by the real witness of the host: the one that `WITNESS` names, or the one on `PATH`.
enum RealEvidence {
    static let witness: FilePath? = {
        let environment = ProcessInfo.processInfo.environment
        let paths = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/witness" }
        return ([environment["WITNESS"]].compactMap { $0 } + paths).first { FileManager.default.isExecutableFile(atPath: $0) }.map { FilePath($0) }
    }()

    /// Two keys, a run of `cp` attested by git-less attestors, a policy on it, signed.
    private static let script = """
        openssl genpkey -algorithm ed25519 -out run.pem
        openssl genpkey -algorithm ed25519 -out policy.pem
        openssl pkey -in run.pem -pubout -out run.pub
        openssl pkey -in policy.pem -pubout -out policy.pub
        mkdir site
        echo 'hello, verifier' > site/source.txt
        (cd site && "$WITNESS" run -s build -k ../run.pem -o ../build.json -a environment -- cp source.txt product.bin)
        keyid=$(sha256sum run.pub | cut -d' ' -f1)
        cat > policy.json <<EOF
        {"expires": "2099-01-01T00:00:00Z", "publickeys": {"$keyid": {"keyid": "$keyid", "key": "$(base64 -w0 run.pub)"}},
         "steps": {"build": {"name": "build", "functionaries": [{"type": "publickey", "publickeyid": "$keyid"}], "attestations": [
           {"type": "https://witness.dev/attestations/product/v0.1", "regopolicies": []},
           {"type": "https://witness.dev/attestations/command-run/v0.1", "regopolicies": []}]}}}
        EOF
        "$WITNESS" sign -k policy.pem -f policy.json -o policy.signed.json
        """

    /// The files that a job would keep, by their paths in its sandbox.
    static func outputs() async throws -> [JobFile] {
        let witness = try #require(witness)
        let directory = try TemporaryDirectory()
        let result = try await run(
            .name("sh"),
            arguments: ["-euc", script],
            environment: .inherit.updating(["WITNESS": witness.string]),
            workingDirectory: directory.path,
            output: .discarded,
            error: .string(limit: 1 << 20)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return try ["policy.json", "policy.signed.json", "policy.pub", "build.json", "site/product.bin"].map { name in
            JobFile(path: "/home/dev/\(name)", content: Array(try Data(contentsOf: URL(filePath: directory.path.appending(name).string))))
        }
    }
}
