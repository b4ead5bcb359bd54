import CIMocks
import Orchestrator
import Witness

/// A negative control that `witness run` itself must refuse: the platform's token is not what its issuer signed, or not signed by its issuer.
enum TokenControl: String, CaseIterable, Sendable {
    /// A claim was changed after the token was signed.
    case tamperedToken = "tampered-token"
    /// Another key signed it.
    case foreignToken = "foreign-token"

    private var variant: TokenFault {
        switch self {
        case .tamperedToken: .tamperedClaims
        case .foreignToken: .foreignKey
        }
    }

    /// The step that carries the control out.
    func step(_ scene: ExampleScene) -> Step {
        let attestor = scene.ci.platform?.attestor.name ?? ""
        let key = scene.key.runArguments(from: scene.workingDirectory)
        let run = "witness run -l error -s \(scene.specification.step) \(key) -o $changed -a \(attestor) -- true"
        let lines = ["mkdir -p \(ControlScript.directory)", "changed=\(ControlScript.directory)/\(rawValue)"] + Self.prelude
        return Step(
            name: "control-\(rawValue)",
            arguments: ["bash", "-euc", (lines + ["use_tokens \(variant.rawValue)", run]).joined(separator: "\n")],
            environment: ControlScript.fastWitness,
            expectation: Expectation(exit: .code(1), standardErrorContains: ["error in cryptographic primitive"])
        )
    }

    /// A shell function that puts other tokens in place of the job's own.
    static let prelude = [
        "use_tokens() {",
        "  eval \"$(jq -r --arg name \"$1\" '.[$name] | to_entries[] | \"export \\(.key)=\\(.value | @sh)\"' \(TokenVariant.path))\"",
        "}",
    ]
}
