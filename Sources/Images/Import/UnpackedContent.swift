/// What an archive brought besides its files.
struct UnpackedContent: Sendable {
    var source: ImageRecord.Source
    var environment: [String: String]
}
