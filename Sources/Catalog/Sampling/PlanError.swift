/// Why a plan can't be made as asked.
public enum PlanError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A filter is not of the form `AXIS=VALUE`.
    case notAFilter(String)
    /// The catalog has no such value.
    case unknownValue(AxisValue, known: [String])
    /// No example can meet all filters.
    case impossible([AxisValue], reason: String)

    /// One line with the mend.
    public var description: String {
        switch self {
        case .notAFilter(let text):
            "'\(text)' is no filter; expected AXIS=VALUE with an axis among \(Axis.allCases.map(\.rawValue).joined(separator: ", "))"
        case .unknownValue(let value, let known):
            "no \(value.axis.rawValue) is called '\(value.value)'; the catalog has \(known.joined(separator: ", "))"
        case .impossible(let filters, let reason):
            "no example can meet \(filters.map(\.description).joined(separator: " and ")): \(reason); drop one of the filters"
        }
    }
}
