/// A way in which a secret gets among a run's products. The raw value is the variant's name in the grammar.
enum Leak: String, CaseIterable, Sendable {
    /// Credentials for a git server, copied.
    case netrc
    /// A token for a package registry, copied.
    case npmrc
    /// The credentials of a cloud account, copied; not from where the attestor `aws` would read them.
    case cloudCredentials
    /// The key of an SSH account, copied.
    case sshKey
    /// A masked variable, written to a file.
    case maskedVariable

    /// Letters of tokens; without "l", as gitleaks passes over what has "false" in it or ends with "null".
    private static let letters = Array("ABCDEFGHIJKMNOPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789").map(String.init)

    /// A token of 36 letters and digits. Each is there once, as gitleaks passes over what is not random enough.
    static func token(drawnBy generator: inout SeededGenerator) -> String { generator.shuffled(letters).prefix(36).joined() }

    /// What is run after the command.
    var command: String {
        switch self {
        case .netrc: "cp ~/.netrc \(file)"
        case .npmrc: "cp ~/.npmrc \(file)"
        case .cloudCredentials: "cp ~/.config/cloud/credentials \(file)"
        case .sshKey: "cp ~/.ssh/id_deploy \(file)"
        case .maskedVariable: "printf \"%s\" \"$RELEASE_TOKEN\" > \(file)"
        }
    }

    /// The product with the secret in it.
    var file: String {
        switch self {
        case .netrc: "netrc.txt"
        case .npmrc: "registry.rc"
        case .cloudCredentials: "account.ini"
        case .sshKey: "id_deploy"
        case .maskedVariable: "release-token.txt"
        }
    }

    /// The rule of the attestor `secretscan` that finds it.
    var rule: String {
        switch self {
        case .netrc: "github-pat"
        case .npmrc: "npm-access-token"
        case .cloudCredentials: "aws-access-token"
        case .sshKey: "private-key"
        case .maskedVariable: "witness-env-value-RELEASE-TOKEN"
        }
    }

    /// Shell lines that make the secret, apart from the project.
    /// - Parameter token: of those that ``token(drawnBy:)`` draws.
    func planting(token: String) -> [String] {
        func home(_ path: String, _ text: String) -> [String] {
            ["mkdir -p \"$(dirname ~/\(path))\"", "printf '\(text)\\n' > ~/\(path)"]
        }
        switch self {
        case .netrc: return home(".netrc", "machine github.com login ci password ghp_\(token)")
        case .npmrc: return home(".npmrc", "//npm.packages.example/:_authToken=npm_\(token)")
        case .cloudCredentials:
            // Base 32 has no 0, 1, 8 and 9. Of 36 letters and digits at least 16 are left, and each once keeps the key random enough, too.
            var digits = ""
            for digit in token.uppercased() where !"0189".contains(digit) && !digits.contains(digit) { digits.append(digit) }
            return home(".config/cloud/credentials", "[default]\\naws_access_key_id = AKIA\(digits.prefix(16))")
        case .sshKey: return ["mkdir -p ~/.ssh", "openssl genpkey -algorithm ed25519 -out ~/.ssh/id_deploy"]
        case .maskedVariable: return ["export RELEASE_TOKEN=\(token.prefix(20))"]
        }
    }
}
