import Glibc

/// Runs libarchive under a UTF-8 locale of the calling thread.
///
/// PAX headers hold UTF-8, which libarchive converts to the locale's encoding; under the C locale, in which a Swift program starts, every name that is not
/// ASCII would be lost.
enum EncodingLocale {
    /// Never freed, and a `locale_t` may be used by many threads at once.
    private nonisolated(unsafe) static let unicode: locale_t? = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)

    static func withUnicode<Result>(_ body: () throws -> Result) rethrows -> Result {
        guard let unicode else { return try body() }
        let previous = uselocale(unicode)
        defer { uselocale(previous) }
        return try body()
    }
}
