import Foundation
import Orchestrator

/// Answers with a policy that the run saw refused: a negative control wrote that policy from the answer's own by one change, and `witness verify` refused it.
enum RefusedAnswer {
    private static let regoControl = "control-rego-"
    private static let expiryControl = "control-expired-policy"

    /// The answers that the controls of a verified example give, in the order of its steps.
    static func all(of answer: String, in job: Job) -> [String] {
        job.steps.compactMap { step in
            guard step.expectation.exit != .success, let script = step.arguments.last else { return nil }
            let changed =
                if step.name.hasPrefix(regoControl) {
                    refusingModule(in: script).flatMap { replacingModule(by: $0, in: answer) }
                } else if step.name == expiryControl {
                    expiry(in: script).flatMap { replacingExpiry(by: $0, in: answer) }
                } else {
                    String?.none
                }
            return changed == answer ? nil : changed
        }
    }

    /// The Rego module that the control put into the policy.
    private static func refusingModule(in script: String) -> String? {
        guard let match = script.firstMatch(of: /\.module = "(?<module>[A-Za-z0-9+\/=]+)"/) else { return nil }
        return Data(base64Encoded: String(match.module)).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The time at which the control's policy ends.
    private static func expiry(in script: String) -> String? {
        script.firstMatch(of: /\.expires = "(?<time>[0-9TZ:-]+)"/).map { String($0.time) }
    }

    /// The answer with the module in place of the one of the same package, which must have as many lines and stand there once.
    private static func replacingModule(by module: String, in answer: String) -> String? {
        let refused = module.split(separator: "\n", omittingEmptySubsequences: false).dropLast(module.hasSuffix("\n") ? 1 : 0)
        var lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = refused.first, let start = lines.firstIndex(of: first), lines[(start + 1)...].firstIndex(of: first) == nil,
            start + refused.count <= lines.count, lines[start + refused.count - 1] == refused.last
        else { return nil }
        lines.replaceSubrange(start..<(start + refused.count), with: refused)
        return lines.joined(separator: "\n")
    }

    /// The answer with the time in place of the only one at which a policy in it ends.
    private static func replacingExpiry(by time: String, in answer: String) -> String? {
        let matches = answer.matches(of: /"expires": *"(?<time>[0-9TZ:-]+)"/)
        guard matches.count == 1, let match = matches.first else { return nil }
        return answer.replacingCharacters(in: match.time.startIndex..<match.time.endIndex, with: time)
    }
}
