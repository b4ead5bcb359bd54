import Sandbox

extension Attempt {
    /// What the steps wrote, as files named `NN-STEP.stdout` and `NN-STEP.stderr`, in the order in which the steps ran.
    ///
    /// A step's name may hold anything, a slash too: all but ASCII letters and digits become hyphens.
    public var logs: [(name: String, content: [UInt8])] {
        steps.enumerated().flatMap { position, record in
            let name = String(record.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
            let stem = "\(position < 9 ? "0" : "")\(position + 1)-\(name)"
            return [
                ("\(stem).stdout", record.result.standardOutput.fileContent), ("\(stem).stderr", record.result.standardError.fileContent),
            ]
        }
    }
}

extension CapturedOutput {
    /// The kept bytes as they came, with a line that names the gap when there is one.
    fileprivate var fileContent: [UInt8] {
        let gap = isTruncated ? "\n… \(totalBytes - head.count - tail.count) bytes left out …\n" : ""
        return head + gap.utf8 + tail
    }
}
