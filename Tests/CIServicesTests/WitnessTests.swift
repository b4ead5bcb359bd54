import Basics
import CIMocks
import Foundation
import Images
import Orchestrator
import Sandbox
import Testing

@testable import CIServices

/// The image that these tests run on: `WITNESSBOX_TEST_IMAGE` names it, as `make test` does. Without the variable they are skipped.
private let imageReference = ProcessInfo.processInfo.environment["WITNESSBOX_TEST_IMAGE"]

@Suite("The real witness, on platforms that are not there", .enabled(if: imageReference != nil, "needs WITNESSBOX_TEST_IMAGE"), .serialized)
struct WitnessTests {
    private static let needsTokens: ConditionTrait = .enabled("the image's witness cannot verify tokens; build the image anew") {
        try ImageStore().image(imageReference ?? "").canVerifyTokens
    }

    private static func gitHub(_ repository: String = "anvil", fault: TokenFault? = nil) throws -> WitnessJob {
        WitnessJob(
            mock: try CIMock(.sample(.gitHub, repository: repository)),
            attestor: "github",
            truth: #"input.jwt.claims.repository == "acme/\#(repository)""#,
            falsehood: #"input.jwt.claims.repository == "acme/another""#,
            fault: fault
        )
    }

    private static func gitLab(fault: TokenFault? = nil) throws -> WitnessJob {
        WitnessJob(
            mock: try CIMock(.sample(.gitLab)),
            attestor: "gitlab",
            truth: #"input.jwt.claims.project_path == "acme/anvil""#,
            falsehood: #"input.jwt.claims.project_path == "acme/another""#,
            fault: fault
        )
    }

    private static func google(fault: TokenFault? = nil) throws -> WitnessJob {
        WitnessJob(
            mock: try CIMock(.sample(.computeEngine)),
            attestor: "gcp-iit",
            truth: #"startswith(input.jwt.claims.email, "builder@acme-"); startswith(input.cluster_name, "acme-")"#,
            falsehood: #"input.jwt.claims.email == "another@acme.iam.gserviceaccount.com""#,
            fault: fault
        )
    }

    private static func ec2(fault: TokenFault? = nil) throws -> WitnessJob {
        let mock = try CIMock(.sample(.ec2))
        return WitnessJob(
            mock: mock,
            attestor: "aws",
            arguments: #"--attestor-aws-region-cert "$(cat /etc/ssl/aws/identity.pem)""#,
            truth: "input.instanceId == \"\(mock.identityDocument?["instanceId"]?.text ?? "")\"",
            falsehood: #"input.instanceId == "i-another""#,
            fault: fault
        )
    }

    private func attempt(_ job: WitnessJob) async throws -> Attempt {
        try await ImageStore().withImage(try #require(imageReference)) { image in
            let runner = try await JobRunner(image: image, serviceProvider: CIServiceProvider())
            let attempt = try await runner.attempt(try job.job(imageDigest: image.digest), number: 1)
            await runner.close()
            return attempt
        }
    }

    /// What went wrong, in the words of the last step.
    private func story(_ attempt: Attempt) -> Comment {
        "\(attempt.verdict.message ?? "verified"): \(attempt.steps.last?.result.standardError.text ?? "")"
    }

    private func attestsAndJudges(_ job: WitnessJob) async throws {
        let attempt = try await attempt(job)
        #expect(attempt.verdict == .verified, story(attempt))
        #expect(attempt.steps.count == 6)
    }

    @Test(needsTokens, arguments: [CIPlatform.gitHub, .gitLab, .computeEngine])
    func itAttestsTokensAndJudgesByTheirClaims(platform: CIPlatform) async throws {
        switch platform {
        case .gitHub: try await attestsAndJudges(Self.gitHub())
        case .gitLab: try await attestsAndJudges(Self.gitLab())
        default: try await attestsAndJudges(Self.google())
        }
    }

    @Test func itAttestsAnInstanceAndJudgesByItsDocument() async throws {
        try await attestsAndJudges(Self.ec2())
    }

    @Test(needsTokens, arguments: [TokenFault.foreignKey, .unknownKey, .tamperedClaims])
    func itAttestsNoFaultyToken(fault: TokenFault) async throws {
        for job in [try Self.gitHub(fault: fault), try Self.gitLab(fault: fault), try Self.google(fault: fault)] {
            let attempt = try await attempt(job)
            #expect(attempt.verdict == .verified, story(attempt))
            #expect(attempt.steps.last?.result.standardError.text.contains("attestor \(job.attestor) failed") == true, story(attempt))
        }
    }

    @Test(arguments: [TokenFault.foreignKey, .tamperedClaims])
    func itAttestsNoFaultyDocument(fault: TokenFault) async throws {
        let attempt = try await attempt(try Self.ec2(fault: fault))
        #expect(attempt.verdict == .verified, story(attempt))
        #expect(attempt.steps.last?.result.standardError.text.contains("attestor aws failed") == true, story(attempt))
    }

    @Test(arguments: [
        "python3 -c 'import urllib.request as web; web.urlopen(\"https://token.actions.githubusercontent.com/.well-known/jwks\")'",
        "openssl s_client -verify_return_error -x509_strict -verify_hostname $0 -connect $0:443 < /dev/null",
    ])
    func otherClientsTrustTheEndpointsToo(script: String) async throws {
        let endpoints = try #require(try CIMock(.sample(.gitHub)).endpoints(keySeed: CIEndpoints.testSeed))
        try await ImageStore().withImage(try #require(imageReference)) { image in
            let job = Job(
                imageDigest: image.digest,
                workingDirectory: "/task",
                services: [try ServiceDescription(kind: CIEndpoints.serviceKind, configuration: endpoints)],
                steps: [Step(name: "ask", arguments: ["sh", "-euc", script, "token.actions.githubusercontent.com"])]
            )
            let runner = try await JobRunner(image: image, serviceProvider: CIServiceProvider())
            let attempt = try await runner.attempt(job, number: 1)
            await runner.close()
            #expect(attempt.verdict == .verified, story(attempt))
        }
    }

    @Test(needsTokens) func manyAtOnceEachNameTheirOwnRepository() async throws {
        try await ImageStore().withImage(try #require(imageReference)) { image in
            try await withThrowingTaskGroup(of: (String, Attempt).self) { group in
                for number in 0..<16 {
                    group.addTask {
                        let runner = try await JobRunner(image: image, serviceProvider: CIServiceProvider())
                        let repository = "anvil-\(number)"
                        let attempt = try await runner.attempt(try Self.gitHub(repository).job(imageDigest: image.digest), number: 1)
                        await runner.close()
                        return (repository, attempt)
                    }
                }
                for try await (repository, attempt) in group {
                    #expect(attempt.verdict == .verified, story(attempt))
                    let attestation = try #require(attempt.outputs.first { $0.path.hasSuffix("/attestation.json") })
                    let envelope = try JSONDecoder().decode(JSONValue.self, from: Data(attestation.content))
                    let payload = try #require(envelope["payload"]?.text.flatMap { Data(base64Encoded: $0) })
                    #expect(String(decoding: payload, as: UTF8.self).contains(#""repository":"acme/\#(repository)""#))
                }
            }
        }
    }
}

extension CIBuild {
    fileprivate static func sample(_ platform: CIPlatform, repository: String = "anvil") -> CIBuild {
        let commit = CICommit(
            id: String(repeating: "c0ffee12", count: 5),
            tree: String(repeating: "7ee00000", count: 5),
            message: "Temper the anvil",
            authorName: "Wile",
            authorEmail: "wile@acme.example",
            time: 1_741_529_100
        )
        let host = platform == .gitLab ? "gitlab.com" : "github.com"
        return CIBuild(
            platform: platform,
            trigger: platform.triggers.contains(.push) ? .push : .manual,
            repository: CIRepository(owner: "acme", name: repository, host: host, defaultBranch: "main"),
            commit: commit,
            refName: "main",
            actor: "wile",
            pipeline: "build",
            job: "build",
            number: 12,
            seed: 7
        )
    }
}
