import Foundation
import Orchestrator
import Testing
import Witness

@testable import Catalog

/// How many findings `secretscan` has in the products of a run must be certain, as policies and answers say it.
@Suite("Planted secrets")
struct SecretTests {
    private static let catalog = Result { try Catalog.load() }

    /// What the rules of gitleaks ask of a secret: its form, and more entropy in bits a letter than this.
    private static func rule(_ leak: Leak) -> (form: Regex<Substring>, entropy: Double)? {
        switch leak {
        case .netrc: (/ghp_[0-9a-zA-Z]{36}/, 3)
        case .npmrc: (/npm_[0-9a-zA-Z]{36}/, 2)
        case .cloudCredentials: (/\bAKIA[A-Z2-7]{16}\b/, 3)
        case .sshKey, .maskedVariable: nil
        }
    }

    private static func entropy(_ text: Substring) -> Double {
        Dictionary(grouping: text) { $0 }.values.reduce(0) { sum, letters in
            let share = Double(letters.count) / Double(text.count)
            return sum - share * log2(share)
        }
    }

    @Test("whatever token is drawn, the rule that the answer names takes it for a secret, once")
    func tokens() throws {
        for seed in 0..<5000 {
            var generator = SeededGenerator(seed: UInt64(seed), purpose: "token")
            let token = Leak.token(drawnBy: &generator)
            #expect(token.count == 36)
            for leak in Leak.allCases {
                guard let rule = Self.rule(leak) else { continue }
                let secrets = leak.planting(token: token).joined(separator: "\n").matches(of: rule.form)
                try #require(secrets.count == 1, "\(leak) \(token)")
                let secret = secrets[0].output
                try #require(Self.entropy(secret) > rule.entropy, "\(leak): \(secret) is not random enough")
                // What gitleaks lets pass everywhere, and for this rule.
                try #require(secret.firstMatch(of: /(?i)^true|false|null$|.EXAMPLE$/) == nil, "\(leak): \(secret) is allowed")
            }
        }
    }

    /// Seen: "ravi" in the names of the rules that a SARIF log of gitleaks lists, of which one is for Travis.
    @Test("the account that a job of GitLab runs for, which witness takes for a secret, is part of nothing that a product may hold")
    func accounts() throws {
        let catalog = try Self.catalog.get()
        let plan = try Plan(seed: 11, catalog: catalog)
        let builder = JobBuilder(catalog: catalog, imageDigest: "sha256:0")
        var accounts: Set<String> = []
        for specification in (0..<1500).lazy.map(plan.specification) where specification.ci == "gitlab" {
            let scene = try ExampleScene(specification, catalog: catalog)
            let account = try #require(scene.ciEnvironment["GITLAB_USER_LOGIN"])
            accounts.insert(account)
            let files = try builder.plannedJob(for: specification).job.files.map { String(decoding: $0.content, as: UTF8.self) }
            let written = ["\(scene.author.name) <\(scene.author.email)>", scene.artifact, "travisci-access-token", "coverage", "lines", "terminal"]
            for text in files + written {
                #expect(!text.contains(account), "\(specification.id): \(account) is in \(text.prefix(200))")
            }
        }
        #expect(accounts.count > 30)
    }

    @Test("no run is to fail for secrets where the name of its account, which the attestor gitlab records, is one")
    func accountsAmongAttestations() throws {
        let catalog = try Self.catalog.get()
        let plan = try Plan(seed: 11, catalog: catalog)
        var fitting: Set<Bool> = []
        for specification in (0..<400).lazy.map(plan.specification) where specification.attestors.contains(.secretScan) {
            let fits = RunFlag.failOnSecret.fits(try ExampleScene(specification, catalog: catalog))
            #expect(fits != specification.attestors.contains(.gitlab), "\(specification.id)")
            fitting.insert(fits)
        }
        #expect(fitting.count == 2)
    }
}
