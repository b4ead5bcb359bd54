import Sandbox

extension Expectation {
    /// Whether the process may end like this.
    func allows(_ termination: Termination) -> Bool {
        guard case .exited(let code) = termination else { return false }
        return switch exit {
        case .success: code == 0
        case .failure: code != 0
        case .code(let expected): code == expected
        }
    }

    /// Why the result does not meet the expectation, in words; `nil` when it does.
    ///
    /// Texts are sought in the kept bytes: one that fell into the gap of a capped stream counts as missing.
    func unmet(by result: ProcessResult) -> String? {
        guard allows(result.termination) else { return "\(result.termination.phrase), expected \(exit.phrase)" }
        if let text = standardOutputContains.first(where: { !result.standardOutput.holds($0) }) {
            return "standard output lacks '\(text)'"
        }
        if let text = standardErrorContains.first(where: { !result.standardError.holds($0) }) {
            return "standard error lacks '\(text)'"
        }
        return nil
    }
}

extension Expectation.Exit {
    /// The expected ending in words.
    fileprivate var phrase: String {
        switch self {
        case .success: "exit 0"
        case .failure: "a nonzero exit code"
        case .code(let code): "exit \(code)"
        }
    }
}

extension CapturedOutput {
    fileprivate func holds(_ text: String) -> Bool {
        let needle = Array(text.utf8)
        return isTruncated ? head.contains(needle) || tail.contains(needle) : (head + tail).contains(needle)
    }
}
