import Basics
import Sandbox
import SystemPackage
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct ServiceTests {
    private let busybox: BusyboxImage

    init() throws {
        busybox = try BusyboxImage()
    }

    private func attempt(_ job: Job, provider: (any ServiceProvider)?) async throws -> Attempt {
        let runner = try await JobRunner(image: busybox.image, serviceProvider: provider)
        do {
            let attempt = try await runner.attempt(job, number: 1)
            await runner.close()
            return attempt
        } catch {
            await runner.close()
            throw error
        }
    }

    private func job(_ services: [ServiceDescription], _ scripts: KeyValuePairs<String, String>) -> Job {
        var job = busybox.job(scripts)
        job.services = services
        return job
    }

    private func lamp(_ color: String) -> ServiceDescription {
        ServiceDescription(kind: "lamp", configuration: .object(["color": .string(color)]))
    }

    @Test func aServiceProvidesFilesVariablesAndHosts() async throws {
        let provider = LampProvider()
        let job = job([lamp("red")], ["look": "cat /etc/lamp; echo $LAMP $WHO; cat /etc/hosts"])
        let attempt = try await attempt(job, provider: provider)
        #expect(attempt.verdict == .verified)
        #expect(attempt.steps[0].result.standardOutput.text == "redred job\n127.0.0.1\tlocalhost\n169.254.169.254\tlamp.example\n")
        #expect(provider.running.isEmpty)
    }

    @Test func servicesEndWhateverTheJobComesTo() async throws {
        let provider = LampProvider()
        _ = try await attempt(job([lamp("red")], ["fail": "exit 1"]), provider: provider)
        #expect(provider.running.isEmpty)
        /// The second wants the first one's port.
        let error = try await #require(throws: OrchestratorError.self) {
            try await attempt(job([lamp("red"), lamp("blue")], ["look": "true"]), provider: provider)
        }
        #expect(error.kind == .usage && error.description.hasPrefix("run: service-conflict '169.254.169.254:80': two of the job's services want it"))
        #expect(provider.running.isEmpty)
    }

    @Test func aServiceThatCannotBeMeantIsRefusedByName() async throws {
        let unknown = try await #require(throws: OrchestratorError.self) {
            try await attempt(job([lamp("red")], ["look": "true"]), provider: nil)
        }
        #expect(unknown.stage == "unknown-service" && unknown.subject == "lamp" && unknown.kind == .usage)
        let misshapen = try await #require(throws: OrchestratorError.self) {
            let description = ServiceDescription(kind: "lamp", configuration: .object(["colour": .null]))
            return try await attempt(job([description], ["look": "true"]), provider: LampProvider())
        }
        #expect(misshapen.stage == "service-configuration" && misshapen.kind == .usage)
    }

    @Test func servicesArePartOfTheJobAndItsKeyOnlyWhenThereAreSome() throws {
        let plain = job([], ["look": "true"])
        #expect(!String(decoding: try plain.canonicalJSON(), as: UTF8.self).contains("services"))
        let keys = try [plain, job([lamp("red")], ["look": "true"]), job([lamp("blue")], ["look": "true"])].map { try JobKey(of: $0).description }
        #expect(Set(keys).count == 3)
    }

    @Test func aJobWithServicesIsReplayedFromTheStoreAlone() async throws {
        let directory = try TemporaryDirectory()
        let store = try RunStore(writing: directory.path, plan: .sample(target: 1))
        let job = job([lamp("red")], ["look": "cat /etc/lamp"])
        let recorded = try await attempt(job, provider: LampProvider())
        try store.record(recorded, of: PlannedJob(index: 0, id: "7-0", job: job, specification: []))
        let runner = try await JobRunner(image: busybox.image, serviceProvider: LampProvider())
        let report = try await Replay(of: try store.example("7-0"), in: store, runner: runner).run(comparing: { _, _, _ in false })
        await runner.close()
        #expect(report.agrees)
        #expect(try store.example("7-0").job == job)
    }
}
