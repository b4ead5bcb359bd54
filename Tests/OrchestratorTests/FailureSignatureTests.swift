import Sandbox
import Testing

@testable import Orchestrator

@Suite struct FailureSignatureTests {
    private func signature(_ text: String, step: String = "verify", failureClass: String = "exited") -> String {
        let output = CapturedOutput(head: Array(text.utf8), totalBytes: text.utf8.count)
        return FailureSignature(step: step, failureClass: failureClass, standardError: output).description
    }

    @Test func whatVariesFromRunToRunIsMasked() {
        let first = "at 12:00:01 pid 17\nopen /tmp/go-build123/x.go: no such file\nsubject 0a1b2c3d4e5f missing"
        let second = "at 13:59:59 pid 4242\nopen /var/tmp/q9/y.go: no such file\nsubject ffff00001111 missing"
        #expect(signature(first) == signature(second))
    }

    @Test func differentFailuresDiffer() {
        let text = "verification failed: no policy"
        #expect(signature(text) != signature("verification failed: no key"))
        #expect(signature(text) != signature(text, step: "sign"))
        #expect(signature(text) != signature(text, failureClass: "timed-out"))
    }

    @Test func onlyTheLastLinesCount() {
        let end = (0..<5).map { _ in "the same end" }.joined(separator: "\n")
        #expect(signature("downloading a\n" + end) == signature("compiling b\ncompiling c\n" + end))
    }

    @Test func bytesThatAreNoTextDoNoHarm() {
        let output = CapturedOutput(head: [0xff, 0xfe, 0x0a, 0x80], totalBytes: 4)
        #expect(FailureSignature(step: "x", failureClass: "exited", standardError: output).description.count == 16)
    }
}
