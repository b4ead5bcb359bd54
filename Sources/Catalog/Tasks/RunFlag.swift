import Basics
import Witness

/// A flag of `witness run` whose effect two runs show. The raw value is the variant's name in the grammar.
enum RunFlag: String, CaseIterable, Sendable {
    case filterSensitive
    case addSensitive
    case allowSensitive
    case showSensitive
    case excludeProducts
    case includeProducts
    case moreHashes
    case exportLink
    case exportProvenance
    case quietLog
    case failOnSecret
    case ignoreStopword
    case collapseDirectory

    /// The flag's name in its long form, without hyphens.
    var name: String {
        switch self {
        case .filterSensitive: "env-filter-sensitive-vars"
        case .addSensitive: "env-add-sensitive-key"
        case .allowSensitive: "env-allow-sensitive-key"
        case .showSensitive: "env-disable-default-sensitive-vars"
        case .excludeProducts: "attestor-product-exclude-glob"
        case .includeProducts: "attestor-product-include-glob"
        case .moreHashes: "hashes"
        case .exportLink: "attestor-link-export"
        case .exportProvenance: "attestor-slsa-export"
        case .quietLog: "log-level"
        case .failOnSecret: "attestor-secretscan-fail-on-detection"
        case .ignoreStopword: "attestor-secretscan-allowlist-stopword"
        case .collapseDirectory: "dirhash-glob"
        }
    }

    /// The flag's value as it is typed; `nil` for a switch.
    func value(_ scene: ExampleScene) -> String? {
        switch self {
        case .addSensitive: "'CUSTOMER*'"
        case .allowSensitive: "PUBLIC_TOKEN"
        case .excludeProducts: "'*.log'"
        case .includeProducts: ShellWords.quoted(scene.artifact)
        case .moreHashes: "sha256,sha1"
        case .quietLog: "error"
        case .ignoreStopword: "SANDBOX"
        case .collapseDirectory: "assets"
        case .filterSensitive, .showSensitive, .exportLink, .exportProvenance, .failOnSecret: nil
        }
    }

    /// The attestor that the flag belongs to, where it is one that has to be asked for.
    var attestor: Attestor? {
        switch self {
        case .filterSensitive, .addSensitive, .allowSensitive, .showSensitive: .environment
        case .failOnSecret, .ignoreStopword: .secretScan
        case .exportLink: .link
        case .exportProvenance: .slsa
        case .excludeProducts, .includeProducts, .moreHashes, .quietLog, .collapseDirectory: nil
        }
    }

    /// Whether the flag takes its attestor out of the collection.
    var exports: Bool { self == .exportLink || self == .exportProvenance }

    /// How often it is taken where it fits, against others: few rows have `secretscan`.
    var weight: Int { attestor == .secretScan ? 4 : 1 }

    /// Whether an example's run can have the flag and be worth what it was without: what is exported must not have been in it.
    func fits(_ scene: ExampleScene) -> Bool {
        guard let attestor else { return true }
        // What the attestor `gitlab` records holds the name of the account, which `secretscan` reports as the value of `GITLAB_USER_LOGIN`.
        if self == .failOnSecret, scene.specification.attestors.contains(.gitlab) { return false }
        return scene.specification.attestors.contains(attestor) != exports
    }

    /// Shell that makes something for the flag to bear on.
    func command(_ scene: ExampleScene) -> String {
        let artifact = ShellWords.quoted(scene.artifact)
        return switch self {
        case .filterSensitive, .addSensitive, .allowSensitive, .showSensitive: "true"
        case .excludeProducts: "echo 1 > app.txt; echo 2 > debug.log"
        case .includeProducts: "mkdir -p $(dirname \(artifact)); echo 1 > \(artifact); echo 2 > debug.log"
        case .moreHashes, .exportLink, .exportProvenance, .quietLog: "echo 1 > app.txt"
        case .failOnSecret: "openssl genpkey -algorithm ed25519 -out key.pem"
        case .ignoreStopword: "echo AKIAQ3SANDBOXW2TDB57 > account.txt"
        case .collapseDirectory: "mkdir assets; echo 1 > assets/a; echo 2 > assets/b"
        }
    }

    /// Variables of both runs.
    static let variables = ["CUSTOMER_ID": "4711", "PUBLIC_TOKEN": "shown", "DEPLOY_TOKEN": "hidden"]

    /// What is looked at after a run, with what is seen then: shell in which `$attestation` is the attestation's file and `$log` what witness said.
    var look: (shell: String, without: String, with: String) {
        func variable(_ program: String) -> String { recorded(.environment, ".variables | \(program)") }
        let subject = "jq '.payload | @base64d | fromjson | [.subject[].name | select(endswith(\"debug.log\"))] | length' $attestation"
        return switch self {
        case .filterSensitive: (variable("has(\"DEPLOY_TOKEN\")"), "true", "false")
        case .addSensitive: (variable(".CUSTOMER_ID"), "\"4711\"", "\"******\"")
        case .allowSensitive: (variable(".PUBLIC_TOKEN"), "\"******\"", "\"shown\"")
        case .showSensitive: (variable(".DEPLOY_TOKEN"), "\"******\"", "\"hidden\"")
        case .excludeProducts, .includeProducts: (subject, "1", "0")
        case .moreHashes: (recorded(.product, ".[\"app.txt\"].digest | keys"), "[\"sha256\"]", "[\"sha1\",\"sha256\"]")
        case .exportLink: ("test -e $attestation-link.json && echo apart || echo inside", "inside", "apart")
        case .exportProvenance: ("test -e $attestation-slsa.json && echo apart || echo inside", "inside", "apart")
        case .quietLog: ("grep -q level=info $log && echo chatty || echo quiet", "chatty", "quiet")
        case .failOnSecret: ("test -e $attestation && echo recorded || echo refused", "recorded", "refused")
        case .ignoreStopword: (recorded(.secretScan, "(.findings // []) | length > 0"), "true", "false")
        case .collapseDirectory: (recorded(.product, "keys"), "[\"assets/a\",\"assets/b\"]", "[\"assets/\"]")
        }
    }

    private func recorded(_ attestor: Attestor, _ program: String) -> String {
        let type = attestor.predicateTypes[0]
        return
            "jq -c '.payload | @base64d | fromjson | .predicate.attestations[] | select(.type == \"\(type)\").attestation | \(program)' $attestation"
    }
}
