import CIMocks
import Foundation
import Orchestrator
import Sandbox

/// A job in which the real witness attests one platform and then judges its own attestation by two policies.
struct WitnessJob {
    let mock: CIMock
    /// Name of the attestor.
    let attestor: String
    /// More arguments of `witness run`.
    var arguments = ""
    /// A Rego expression that is true of the attestation, and one that is false of it.
    let truth: String
    let falsehood: String
    var fault: TokenFault?

    private static let attestation = "/task/attestation.json"

    func job(imageDigest: String) throws -> Job {
        let endpoints = try mock.endpoints(keySeed: CIEndpoints.testSeed, fault: fault).map {
            try ServiceDescription(kind: CIEndpoints.serviceKind, configuration: $0)
        }
        let run = "witness run -s build -k ../key.pem -o ../attestation.json -a \(attestor) \(arguments) -- sh -c 'echo built > product'"
        var steps = [step("keys", "openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out key.pub; mkdir project")]
        guard fault == nil else {
            steps.append(step("run", run, in: "/task/project", Expectation(exit: .failure)))
            return job(imageDigest, endpoints, steps, outputs: [])
        }
        steps.append(step("run", run, in: "/task/project"))
        let verify = "witness verify -k key.pub -p signed.json -a attestation.json -f project/product"
        let denial = Expectation(exit: .failure, standardErrorContains: ["policy was denied due to: not so"])
        for (name, condition, expectation) in [("right", truth, Expectation()), ("wrong", falsehood, denial)] {
            steps.append(step("\(name)-policy", policy(condition)))
            steps.append(step("\(name)-verify", verify, expectation))
        }
        return job(imageDigest, endpoints, steps, outputs: [Self.attestation, "/task/key.pub", "/task/signed.json", "/task/project/product"])
    }

    private func job(_ imageDigest: String, _ endpoints: ServiceDescription?, _ steps: [Step], outputs: [String]) -> Job {
        Job(
            imageDigest: imageDigest,
            environment: mock.environment,
            workingDirectory: "/task",
            services: endpoints.map { [$0] } ?? [],
            steps: steps,
            outputs: outputs
        )
    }

    private func step(_ name: String, _ script: String, in directory: String? = nil, _ expectation: Expectation = Expectation()) -> Step {
        Step(name: name, arguments: ["sh", "-euc", script], workingDirectory: directory, expectation: expectation)
    }

    /// Lines that write and sign a policy that demands the condition of the attestor's predicate.
    private func policy(_ condition: String) -> String {
        """
        cat > rule.rego <<'END'
        package rule
        import rego.v1
        holds if { \(condition) }
        deny contains "not so" if { not holds }
        END
        id=$(sha256sum key.pub | cut -d ' ' -f 1)
        jq -n --arg id "$id" --arg key "$(base64 -w 0 key.pub)" --arg rule "$(base64 -w 0 rule.rego)" '{
          expires: "2049-01-01T00:00:00Z",
          publickeys: {($id): {keyid: $id, key: $key}},
          steps: {build: {
            name: "build",
            functionaries: [{type: "publickey", publickeyid: $id}],
            attestations: [{type: "https://witness.dev/attestations/\(attestor)/v0.1", regopolicies: [{name: "rule", module: $rule}]}]
          }}
        }' > policy.json
        witness sign -k key.pem -f policy.json -o signed.json
        """
    }
}
