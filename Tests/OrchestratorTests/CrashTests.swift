import Foundation
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct CrashTests {
    /// A process is killed ten times, each time a few examples after it resumed and while its workers go on writing; then a last one completes the run.
    @Test func killedProcessesLoseOnlyWhatWasInFlight() async throws {
        let undisturbed = try TemporaryDirectory()
        try await carryOut(.sample(target: 400), in: undisturbed.path, workers: 3)

        let directory = try TemporaryDirectory()
        let path = directory.path.string
        for round in 1...10 {
            let examplesBeforeDeath = 5 + round * 17 % 23
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, examplesBeforeDeath = examplesBeforeDeath as Int] in
                let count = Atomic(0)
                try await carryOut(.sample(target: 400), in: FilePath(path), workers: 3) {
                    ScriptedExecutor { job, number in
                        if count.add(1, ordering: .relaxed).newValue == examplesBeforeDeath {
                            Thread.detachNewThread { kill(getpid(), SIGKILL) }
                        }
                        return try .scripted(job, number: number)
                    }
                }
                // The kill has been sent; it may reach the process only here.
                pause()
            }
            let content = try RunStore(reading: directory.path).content()
            #expect(Set(content.map(\.example.index)).count == content.count)
            #expect(content.allSatisfy { stored in stored.attempts == [try? .scripted(samplePlanned(stored.example.index).job, number: 1)] })
        }
        try await carryOut(.sample(target: 400), in: directory.path, workers: 3)
        #expect(try RunStore(reading: directory.path).content() == (try RunStore(reading: undisturbed.path).content()))
    }
}
