extension Verdict {
    /// The state of an example whose last attempt ended so.
    var state: ExampleState {
        switch self {
        case .verified: .verified
        case .rejected: .rejected
        case .infrastructure: .pending
        }
    }

    /// Why the job was rejected, if it was.
    public var rejection: Rejection? {
        if case .rejected(let rejection) = self { rejection } else { nil }
    }

    /// One line on what went wrong, `nil` when nothing did.
    public var message: String? {
        switch self {
        case .verified: nil
        case .rejected(let rejection): rejection.message
        case .infrastructure(let message): message
        }
    }
}
