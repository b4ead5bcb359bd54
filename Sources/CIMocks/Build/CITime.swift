import Foundation

/// Times as platforms write them, always in UTC.
enum CITime {
    /// `2025-03-09T14:05:00Z` (RFC 3339).
    static func stamp(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }
}
