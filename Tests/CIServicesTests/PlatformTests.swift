import Basics
import CIMocks
import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import Testing
import X509

@testable import CIServices

@Suite("What platforms answer") struct PlatformTests {
    private static let keyHost = "https://token.actions.githubusercontent.com"

    private func askGitHub(_ service: TestService, audience: String?, bearer: String? = nil) async throws -> GuestClient.Reply {
        let address = try #require(service.environment["ACTIONS_ID_TOKEN_REQUEST_URL"].flatMap(URL.init))
        let client = try service.client("https://\(try #require(address.host()))")
        let target = "\(address.path())?api-version=2.0" + (audience.map { "&audience=\($0)" } ?? "")
        return try await client.request(
            target, headers: ["Authorization: bearer \(try bearer ?? #require(service.environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]))"])
    }

    private func gitHubToken(_ endpoints: CIEndpoints, audience: String? = "witness") async throws -> (token: String, keys: String) {
        let service = try await TestService(endpoints)
        let reply = try await askGitHub(service, audience: audience)
        let keys = try await service.client(Self.keyHost).request("/.well-known/jwks")
        await service.stop()
        #expect(reply.status == 200 && keys.status == 200)
        return (try #require(try TokenReader.json(reply.body)["value"]?.text), keys.body)
    }

    @Test func gitHubGivesTheTokenThatItsKeysAccept() async throws {
        let (token, keys) = try await gitHubToken(.gitHub())
        let claims = try await TokenReader.claims(of: token, keys: keys)
        #expect(claims["repository"] == "acme/anvil")
        #expect(claims["aud"] == "witness")
        #expect(claims["exp"] == .integer(1_741_529_400))
        let again = try await gitHubToken(.gitHub())
        #expect(again.token == token && again.keys == keys)
        let other = try await gitHubToken(.gitHub(repository: "acme/bellows"), audience: nil)
        #expect(try await TokenReader.claims(of: other.token, keys: keys)["aud"] == "https://github.com/acme")
    }

    @Test func withoutTheBearerThereIsNoToken() async throws {
        let service = try await TestService(.gitHub())
        let other = try await TestService(.gitHub(repository: "acme/bellows"))
        for bearer in ["", "x", try #require(other.environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"])] {
            let reply = try await askGitHub(service, audience: "witness", bearer: bearer)
            #expect(reply.status == 401)
            #expect(!reply.body.contains("value"))
        }
        let client = try service.client("https://run-actions-1-azure-eastus.actions.githubusercontent.com")
        #expect(try await client.request("/").status == 404)
        #expect(try await client.request("/", host: "example.com").status == 421)
        await service.stop()
        await other.stop()
    }

    @Test func anEnterpriseServerPublishesTheKeysToo() async throws {
        let issuer = "https://github.acme.example/_services/token"
        let service = try await TestService(.gitHub(issuer: issuer))
        let configuration = try await service.client("https://github.acme.example").request("/_services/token/.well-known/openid-configuration")
        #expect(try TokenReader.json(configuration.body)["jwks_uri"]?.text == "\(issuer)/.well-known/jwks")
        let keys = try await service.client("https://github.acme.example").request("/_services/token/.well-known/jwks")
        #expect(try await service.client(Self.keyHost).request("/.well-known/jwks").body == keys.body)
        await service.stop()
    }

    @Test(arguments: [TokenFault.foreignKey, .unknownKey, .tamperedClaims])
    func aFaultyTokenIsRefused(fault: TokenFault) async throws {
        let (token, keys) = try await gitHubToken(.gitHub(fault: fault))
        await #expect(throws: (any Error).self) { try await TokenReader.claims(of: token, keys: keys) }
    }

    @Test func anExpiredTokenIsSignedAsAnyOther() async throws {
        let (token, keys) = try await gitHubToken(.gitHub(fault: .expired))
        #expect(try await TokenReader.claims(of: token, keys: keys)["exp"] == .integer(1_741_529_400 - 86_400))
    }

    @Test func aJobHasOnlySoManyTokens() async throws {
        let service = try await TestService(.gitHub())
        var statuses: [Int] = []
        for number in 0...TokenStore.mostTokens {
            statuses.append(try await askGitHub(service, audience: "audience-\(number)").status)
        }
        #expect(statuses.dropLast().allSatisfy { $0 == 200 })
        #expect(statuses.last == 429)
        #expect(try await askGitHub(service, audience: "audience-0").status == 200)
        await service.stop()
    }

    @Test(arguments: ["http://127.0.0.1:8080/gitlab", "http://gitlab.acme.example", "https://gitlab.com", "https://gitlab.acme.example:8443"])
    func gitLabsTokensAreInVariablesAndItsServerHasTheKeys(server: String) async throws {
        let service = try await TestService(.gitLab(server: server))
        let path = try ServerAddress(server).path
        let keys = try await service.client(String(server.dropLast(path.count))).request("\(path)/oauth/discovery/keys")
        func claims(_ name: String) async throws -> [String: JSONValue] {
            try await TokenReader.claims(of: try #require(service.environment[name]), keys: keys.body)
        }
        #expect(try await claims("CI_JOB_JWT")["aud"] == .string(server))
        #expect(try await claims("CI_JOB_JWT")["project_path"] == "acme/anvil")
        #expect(try await claims("BOTH")["aud"] == ["one", "two"])
        #expect(try await claims("NONE")["aud"] == nil)
        await service.stop()
    }

    @Test func ec2AnswersWithinASessionAlone() async throws {
        let service = try await TestService(.ec2())
        let client = try service.client("http://169.254.169.254")
        #expect(try await client.request("/latest/meta-data/").status == 401)
        #expect(try await client.request("/latest/api/token").status == 405)
        #expect(try await client.request("/latest/api/token", method: "PUT").status == 400)
        let timeToLive = "X-aws-ec2-metadata-token-ttl-seconds: 60"
        #expect(try await client.request("/latest/api/token", method: "PUT", headers: [timeToLive, "X-Forwarded-For: 10.0.0.1"]).status == 403)
        let session = try await client.request("/latest/api/token", method: "PUT", headers: [timeToLive])
        #expect(session.headers.contains(timeToLive.lowercased()))
        func get(_ path: String) async throws -> String {
            try await client.request(path, headers: ["X-aws-ec2-metadata-token: \(session.body)"]).body
        }
        #expect(try await get("/latest/meta-data/") == "ami-id\nplacement/")
        #expect(try await get("/latest/meta-data/placement/region") == "eu-west-1")
        let document = try await get("/latest/dynamic/instance-identity/document")
        #expect(try TokenReader.json(document)["instanceId"] == "i-00f1e2d3c4b5a6978")
        #expect(try accepts(document, signature: try await get("/latest/dynamic/instance-identity/signature"), service))
        await service.stop()
    }

    @Test(arguments: [TokenFault.foreignKey, .tamperedClaims])
    func aFaultyDocumentIsRefused(fault: TokenFault) async throws {
        let service = try await TestService(.ec2(fault: fault))
        let client = try service.client("http://169.254.169.254")
        let session = try await client.request("/latest/api/token", method: "PUT", headers: ["X-aws-ec2-metadata-token-ttl-seconds: 60"]).body
        let headers = ["X-aws-ec2-metadata-token: \(session)"]
        let document = try await client.request("/latest/dynamic/instance-identity/document", headers: headers).body
        let signature = try await client.request("/latest/dynamic/instance-identity/signature", headers: headers).body
        #expect(try !accepts(document, signature: signature, service))
        await service.stop()
    }

    /// Whether the certificate that the sandbox has accepts the document.
    private func accepts(_ document: String, signature: String, _ service: TestService) throws -> Bool {
        let certificate = try Certificate(pemEncoded: service.file("/etc/ssl/aws/identity.pem"))
        let key = try #require(_RSA.Signing.PublicKey(certificate.publicKey))
        return key.isValidSignature(
            .init(rawRepresentation: try #require(Data(base64Encoded: signature))),
            for: SHA256.hash(data: Data(document.utf8)),
            padding: .insecurePKCS1v1_5
        )
    }

    @Test func googlesMetadataServerGivesIdentityTokens() async throws {
        let service = try await TestService(.google())
        let client = try service.client("http://metadata.google.internal")
        let path = "/computeMetadata/v1/instance/service-accounts/default/identity"
        let flavor = "Metadata-Flavor: Google"
        #expect(try await client.request(path + "?audience=a").status == 403)
        #expect(try await client.request(path, headers: [flavor]).status == 400)
        let keys = try await service.client("https://www.googleapis.com").request("/oauth2/v3/certs").body
        let full = try await client.request(path + "?audience=witness-node-attestor&format=full", headers: [flavor])
        #expect(full.headers.contains("metadata-flavor: google"))
        let claims = try await TokenReader.claims(of: full.body, keys: keys)
        #expect(claims["aud"] == "witness-node-attestor")
        #expect(claims["google"]?["compute_engine"]?["zone"] == "europe-west1-d")
        let plain = try await client.request(path + "?audience=witness-node-attestor", headers: [flavor])
        #expect(try await TokenReader.claims(of: plain.body, keys: keys)["google"] == nil)
        #expect(try await client.request("/computeMetadata/v1/project/project-id", headers: [flavor]).body == "acme-build")
        await service.stop()
    }
}
