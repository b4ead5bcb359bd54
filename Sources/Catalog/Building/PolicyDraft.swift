import Witness

/// A policy before keys and modules are read from their files.
struct PolicyDraft: Sendable {
    let expires: String
    let steps: [PolicyStep]

    /// The name by which functionaries call the one root.
    private static let root = "root"

    /// The signers of all steps, each once, in the order of the steps.
    private var keys: [SigningKey] {
        steps.flatMap(\.keys).reduce(into: []) { keys, key in
            if !keys.contains(where: { $0.publicKey == key.publicKey }) { keys.append(key) }
        }
    }

    /// The rules of all steps.
    var rules: [RegoRule] { steps.flatMap(\.rules) }

    /// The values that the policy takes from keys and certificates, each with the command that prints it. Those of a second key end in a 2.
    var keyValues: [(name: String, command: String)] {
        keys.enumerated().flatMap { index, key in
            key.policyValues.map { (name: $0.name + suffix(index), command: $0.command) }
        }
    }

    /// The policy with marks where the values of ``keyValues`` and the modules' texts belong.
    func policy(mark: (String) -> String) -> Policy {
        let marked = keys.enumerated().map { index, key in
            (key: key, id: mark("KEYID" + suffix(index)), text: mark("KEY" + suffix(index)))
        }
        return Policy(
            expires: expires,
            publicKeys: marked.filter { $0.key.certificate == nil }.map { .init(keyIdentifier: $0.id, key: $0.text) },
            roots: keys.contains { $0.certificate != nil }
                ? [Self.root: .init(certificate: mark("ROOT"), intermediates: [mark("INTERMEDIATE")])] : nil,
            steps: steps.map { step in
                let functionaries = step.keys.map { key in
                    key.certificate.map {
                        Policy.Functionary(certificateConstraint: .init(commonName: $0.commonName, roots: [Self.root]))
                    } ?? Policy.Functionary(publicKeyIdentifier: marked.first { $0.key.publicKey == key.publicKey }?.id ?? "")
                }
                let required = step.types.map { type in
                    let rules = step.rules.filter { $0.predicateType == type }
                    return Policy.RequiredAttestation(
                        type: type,
                        regoPolicies: rules.isEmpty ? nil : rules.map { .init(name: $0.name, module: mark($0.variable)) }
                    )
                }
                return Policy.Step(
                    name: step.name, functionaries: functionaries, attestations: required, artifactsFrom: step.artifactsFrom)
            }
        )
    }

    private func suffix(_ index: Int) -> String { index == 0 ? "" : "\(index + 1)" }
}
