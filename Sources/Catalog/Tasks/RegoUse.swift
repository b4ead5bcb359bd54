/// What Rego is to a type of task.
enum RegoUse: Sendable, Hashable {
    /// Its conversation has no policy, or none that could hold Rego.
    case never
    /// Half of its examples have Rego.
    case optional
    /// It is about Rego.
    case always

    /// Whether an example whose policy holds Rego, or holds none, can be of the type.
    func allows(_ hasRego: Bool) -> Bool {
        switch self {
        case .never: !hasRego
        case .optional: true
        case .always: hasRego
        }
    }
}
