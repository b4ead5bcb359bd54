import SystemPackage

/// The C library's words for an `errno` value.
func errorText(_ number: Int32) -> String {
    Errno(rawValue: number).description
}
