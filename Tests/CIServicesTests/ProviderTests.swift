import Basics
import CIMocks
import Foundation
import Orchestrator
import Testing

@testable import CIServices

@Suite("Services that cannot be meant") struct ProviderTests {
    private func refusal(_ endpoints: CIEndpoints) async throws -> OrchestratorError {
        try #require(await #expect(throws: OrchestratorError.self) { try await TestService(endpoints).stop() })
    }

    @Test func twoPlatformsOfOneAddressAreRefused() async throws {
        var endpoints = CIEndpoints.ec2()
        endpoints.google = CIEndpoints.google().google
        let error = try await refusal(endpoints)
        #expect(error.stage == "service-conflict" && error.subject == "169.254.169.254:80" && error.kind == .usage)
    }

    @Test(arguments: [
        "", "gitlab.com", "ftp://gitlab.com", "https://127.0.0.1", "https://gitlab.com/", "https://u@gitlab.com", "https://gitlab.com:0",
    ])
    func anAddressThatNoServerCanHaveIsRefused(server: String) async throws {
        let error = try await refusal(.gitLab(server: server))
        #expect(error.stage == "service-address" && error.subject == server)
    }

    @Test(arguments: [0, 1_577_836_799, 2_524_608_001, 9_999_999_999])
    func aClockAtWhichNoGuestWouldTrustIsNamed(seconds: TimeInterval) async throws {
        let clock = Date(timeIntervalSince1970: seconds)
        let error = try #require(await #expect(throws: OrchestratorError.self) { try await TestService(.gitHub(), clock: clock).stop() })
        #expect(error.stage == "clock" && error.mend.contains("clock"))
        // Without TLS nobody asks.
        try await TestService(.ec2(), clock: clock).stop()
    }

    @Test func anUnknownKindIsRefused() async throws {
        let description = ServiceDescription(kind: "lamp", configuration: .null)
        let error = await #expect(throws: OrchestratorError.self) {
            try await CIServiceProvider().start(description) { _ in throw CancellationError() }
        }
        #expect(error?.stage == "unknown-service")
    }
}
