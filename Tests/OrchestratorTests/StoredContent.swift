@testable import Orchestrator

/// An example as the store holds it, with everything recorded of it.
struct StoredContent: Hashable {
    var example: StoredExample
    var attempts: [Attempt]
}

extension RunStore {
    /// Everything the store holds, in index order.
    func content() throws -> [StoredContent] {
        var content: [StoredContent] = []
        try forEachExample { content.append(StoredContent(example: $0, attempts: try attempts(of: $0))) }
        return content
    }
}
