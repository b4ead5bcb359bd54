import CIMocks
import Foundation
import Images
import Orchestrator
import Sandbox
import Testing

@testable import CIServices

private let imageReference = ProcessInfo.processInfo.environment["WITNESSBOX_TEST_IMAGE"]

@Suite("Jobs that mean harm, in their sandboxes", .enabled(if: imageReference != nil, "needs WITNESSBOX_TEST_IMAGE"), .serialized)
struct HostileSandboxTests {
    private static let prelude = """
        import os, socket, urllib.error, urllib.request
        url, bearer = os.environ["ACTIONS_ID_TOKEN_REQUEST_URL"], os.environ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]
        def ask(bearer, audience="witness"):
            headers = {} if bearer is None else {"Authorization": "bearer " + bearer}
            try:
                return urllib.request.urlopen(urllib.request.Request(f"{url}&audience={audience}", headers=headers), timeout=60).status
            except urllib.error.HTTPError as error:
                return error.code

        """

    private static func job(_ image: String, repository: String, _ script: String) throws -> Job {
        var build = CIBuild(
            platform: .gitHub, trigger: .push,
            repository: CIRepository(owner: "acme", name: repository, host: "github.com", defaultBranch: "main"),
            commit: .unnamed(time: 1_741_529_100), refName: "main", actor: "wile", pipeline: "build", job: "build", number: 12, seed: 7)
        build.commit.authorName = "Wile"
        let mock = try CIMock(build)
        let endpoints = try #require(mock.endpoints(keySeed: CIEndpoints.testSeed))
        return Job(
            imageDigest: image,
            environment: mock.environment,
            workingDirectory: "/task",
            services: [try ServiceDescription(kind: CIEndpoints.serviceKind, configuration: endpoints)],
            steps: [Step(name: "guest", arguments: ["python3", "-c", prelude + script])]
        )
    }

    private func attempt(_ script: String, repository: String = "anvil") async throws -> Attempt {
        try await ImageStore().withImage(try #require(imageReference)) { image in
            let runner = try await JobRunner(image: image, serviceProvider: CIServiceProvider())
            let attempt = try await runner.attempt(try Self.job(image.digest, repository: repository, script), number: 1)
            await runner.close()
            return attempt
        }
    }

    private func story(_ attempt: Attempt) -> Comment {
        "\(attempt.verdict.message ?? "verified"): \(attempt.steps.last?.result.standardError.text ?? "")"
    }

    @Test("get no token without their own bearer")
    func bearer() async throws {
        let attempt = try await attempt(
            """
            assert [ask(wrong) for wrong in (None, "", "x", bearer[:-1], bearer + "x", bearer.swapcase())] == [401] * 6
            assert ask(bearer) == 200
            """)
        #expect(attempt.verdict == .verified, story(attempt))
    }

    @Test("find no private key, and no process that holds one")
    func keys() async throws {
        let attempt = try await attempt(
            """
            for top in ("/etc", "/run", "/tmp", "/task", "/usr/lib/ssl", "/var"):
                for directory, _, files in os.walk(top):
                    for name in files:
                        path = os.path.join(directory, name)
                        if os.path.isfile(path) and os.access(path, os.R_OK):
                            with open(path, "rb") as file:
                                assert b"PRIVATE KEY-----" not in file.read(), path
            me = {os.getpid(), os.getppid(), 1}
            assert {int(name) for name in os.listdir("/proc") if name.isdigit()} <= me
            """)
        #expect(attempt.verdict == .verified, story(attempt))
    }

    @Test("harm neither the mock, by malformed requests and many connections, nor their neighbours, whatever they do")
    func floods() async throws {
        let rubbish = """
            for number in range(300):
                with socket.create_connection(("token.actions.githubusercontent.com", 443), timeout=60) as connection:
                    connection.sendall(os.urandom(600) if number % 2 else b"GET / HTTP/1.1\\r\\n\\r\\n")
            held = [socket.create_connection(("token.actions.githubusercontent.com", 443), timeout=60) for _ in range(100)]
            for connection in held: connection.close()
            assert ask(bearer) == 200
            codes = [ask(bearer, f"audience-{number}") for number in range(150)]
            assert set(codes) == {200, 429}, codes
            """
        let honest = "assert [ask(bearer, f'audience-{number}') for number in range(40)] == [200] * 40"
        try await withThrowingTaskGroup(of: Attempt.self) { group in
            group.addTask { try await attempt(rubbish, repository: "anvil-0") }
            for number in 1...3 { group.addTask { try await attempt(honest, repository: "anvil-\(number)") } }
            for try await attempt in group { #expect(attempt.verdict == .verified, story(attempt)) }
        }
    }
}
