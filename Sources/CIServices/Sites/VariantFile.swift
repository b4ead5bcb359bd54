import Basics
import CIMocks
import Orchestrator

/// The file at ``CIMocks/TokenVariant/path``.
enum VariantFile {
    /// The file, or none when there is no variant.
    /// - Parameter variables: by the variants' names.
    static func files(_ variables: [String: [String: String]]) throws -> [JobFile] {
        variables.isEmpty ? [] : [JobFile(path: TokenVariant.path, content: try CanonicalJSON.encode(variables))]
    }
}
