import Basics
import Foundation
import Orchestrator
import SystemPackage
import Witness

/// Joins the shards of one plan into the run that a single machine would have made.
public struct RunMerger {
    private let shards: [RunStore]
    private let plan: RunPlan

    /// Opens the shards.
    /// - Throws: ``DatasetError`` of stage `merge` unless they are all the shards of one plan, each once; what the stores throw.
    public init(shards directories: [FilePath]) throws {
        shards = try directories.map { try RunStore(reading: $0) }.sorted { $0.plan.shard.number < $1.plan.shard.number }
        guard let first = shards.first else {
            throw DatasetError(stage: "merge", subject: "", cause: "there is nothing to merge", mend: "give the directories of all shards")
        }
        var whole = first.plan
        whole.shard = .whole
        plan = whole
        for shard in shards.dropFirst() {
            let differences = try Self.differences(first.plan, shard.plan)
            guard differences.isEmpty else {
                throw DatasetError(
                    stage: "merge",
                    subject: shard.directory.string,
                    cause: "it is of another plan than '\(first.directory)': \(differences.joined(separator: ", ")) differ",
                    mend: "merge only shards that were generated with the same options"
                )
            }
        }
        let count = first.plan.shard.count
        for number in 1...count {
            let found = shards.filter { $0.plan.shard.number == number }
            guard found.count == 1 else {
                throw DatasetError(
                    stage: "merge",
                    subject: "shard \(number)/\(count)",
                    cause: found.isEmpty
                        ? "it is missing" : "it was given \(found.count) times: \(found.map(\.directory.string).joined(separator: ", "))",
                    mend: "give the directories of all \(count) shards, each once"
                )
            }
        }
    }

    /// Copies every recorded attempt into the run at `directory`, which is made when it is not there. Interrupted, it goes on where it stopped.
    /// - Throws: what the stores throw, for example when `directory` holds another run.
    public func merge(into directory: FilePath) throws -> RunStore {
        let merged = try RunStore(writing: directory, plan: plan)
        for shard in shards {
            try shard.forEachExample { example in
                let planned = PlannedJob(index: example.index, id: example.id, job: example.job, specification: example.specification)
                let recorded = try merged.attempts(of: example).count
                for attempt in try shard.attempts(of: example).dropFirst(recorded) {
                    try merged.record(attempt, of: planned)
                }
            }
        }
        return merged
    }

    /// Names of the parts, the shard's number apart, in which two plans differ.
    private static func differences(_ first: RunPlan, _ second: RunPlan) throws -> [String] {
        func parts(_ plan: RunPlan) throws -> [String: JSONValue] {
            var parts = try JSONDecoder().decode([String: JSONValue].self, from: JSONEncoder().encode(plan))
            parts["shard"] = .integer(Int64(plan.shard.count))
            return parts
        }
        let (one, two) = (try parts(first), try parts(second))
        return Set(one.keys).union(two.keys).filter { one[$0] != two[$0] }.sorted()
    }
}
