import Sandbox
import Testing

@testable import Orchestrator

@Suite struct ExpectationTests {
    @Test(arguments: [
        (Orchestrator.Expectation.Exit.success, Termination.exited(0), true), (.success, .exited(1), false), (.success, .timedOut, false),
        (.failure, .exited(1), true), (.failure, .exited(0), false),
        // A control that must fail is not met by a crash or a limit: that is not its right reason.
        (.failure, .signalled(11), false), (.failure, .timedOut, false), (.failure, .outOfMemory, false),
        (.failure, .notStarted(stage: "execve", errno: 2), false),
        (.code(2), .exited(2), true), (.code(2), .exited(1), false), (.code(9), .signalled(9), false),
    ])
    func onlyTheExpectedEndingIsAllowed(exit: Orchestrator.Expectation.Exit, termination: Termination, allowed: Bool) {
        let unmet = Orchestrator.Expectation(exit: exit).unmet(by: ProcessResult(termination: termination))
        #expect((unmet == nil) == allowed)
    }

    @Test func everyExpectedTextMustBeThere() {
        let result = ProcessResult(
            termination: .exited(1),
            standardOutput: CapturedOutput(head: [0xff] + Array("one two".utf8), totalBytes: 8),
            standardError: CapturedOutput(head: Array("error: no pol".utf8), tail: Array("icy\nlast".utf8), totalBytes: 21)
        )
        func unmet(_ output: [String], _ error: [String]) -> String? {
            Orchestrator.Expectation(exit: .failure, standardOutputContains: output, standardErrorContains: error).unmet(by: result)
        }
        #expect(unmet(["one", "two"], ["no policy"]) == nil)
        #expect(unmet(["one", "three"], [])?.contains("three") == true)
        #expect(unmet([], ["two"])?.contains("two") == true)
    }

    @Test func aTextIsNotFoundAcrossTheGapOfACappedStream() {
        let result = ProcessResult(
            termination: .exited(0),
            standardOutput: CapturedOutput(head: Array("abc".utf8), tail: Array("def".utf8), totalBytes: 100)
        )
        #expect(Orchestrator.Expectation(standardOutputContains: ["abc", "def"]).unmet(by: result) == nil)
        #expect(Orchestrator.Expectation(standardOutputContains: ["cd"]).unmet(by: result) != nil)
    }
}
