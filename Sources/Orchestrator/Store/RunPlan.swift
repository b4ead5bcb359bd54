import Sandbox

/// What a run directory was made for. Two runs of equal plans give the same examples, and a greater target only adds to them.
public struct RunPlan: Codable, Sendable, Hashable {
    /// Seed of the sampler.
    public var seed: UInt64
    /// Examples in the whole plan, all shards together.
    public var target: Int
    /// The part of the plan that this run carries out.
    public var shard: Shard
    /// Further examples that the run carries out, as indices of the plan from ``target`` on, sorted. A greater target makes them part of the plan.
    public var additions: [Int]
    /// Content digest of the toolchain image (`sha256:…`).
    public var imageDigest: String
    /// How sandboxes are kept from the host: a guest sees another user id as its own by each, so the two are not the same run. Never `automatic`.
    public var backend: SandboxBackend
    /// Version of the catalog that turns an index into a job.
    public var catalogVersion: String
    /// Restrictions of the plan, such as `language=go`, sorted.
    public var selection: [String]
    /// Programs that commands of the catalog need and that the image lacks, sorted: no example has such a command.
    public var lacking: [String]
    /// Wall-time limit put on every step in place of the catalog's, in milliseconds.
    public var stepMilliseconds: Int?
    /// Versions of the image's tools by name, for people; they follow from ``imageDigest``.
    public var toolVersions: [String: String]

    /// A plan with every part given.
    public init(
        seed: UInt64,
        target: Int,
        shard: Shard = .whole,
        additions: [Int] = [],
        imageDigest: String,
        backend: SandboxBackend = .namespace,
        catalogVersion: String,
        selection: [String] = [],
        lacking: [String] = [],
        stepMilliseconds: Int? = nil,
        toolVersions: [String: String] = [:]
    ) {
        self.seed = seed
        self.target = target
        self.shard = shard
        self.additions = Set(additions).filter { $0 >= target }.sorted()
        self.imageDigest = imageDigest
        self.backend = backend
        self.catalogVersion = catalogVersion
        self.selection = selection.sorted()
        self.lacking = lacking.sorted()
        self.stepMilliseconds = stepMilliseconds
        self.toolVersions = toolVersions
    }

    /// Reads a stored plan; one that names no backend was made when there was only one, one that names no lacking program when all were needed,
    /// and one without additions when there were none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            seed: try container.decode(UInt64.self, forKey: .seed),
            target: try container.decode(Int.self, forKey: .target),
            shard: try container.decode(Shard.self, forKey: .shard),
            additions: try container.decodeIfPresent([Int].self, forKey: .additions) ?? [],
            imageDigest: try container.decode(String.self, forKey: .imageDigest),
            backend: try container.decodeIfPresent(SandboxBackend.self, forKey: .backend) ?? .namespace,
            catalogVersion: try container.decode(String.self, forKey: .catalogVersion),
            selection: try container.decode([String].self, forKey: .selection),
            lacking: try container.decodeIfPresent([String].self, forKey: .lacking) ?? [],
            stepMilliseconds: try container.decodeIfPresent(Int.self, forKey: .stepMilliseconds),
            toolVersions: try container.decode([String: String].self, forKey: .toolVersions)
        )
    }

    /// How many examples this run's shard holds, additions included.
    public var count: Int { (shard.number <= target ? (target - shard.number) / shard.count + 1 : 0) + additions.count }

    /// The plan with what a run of an earlier plan was to carry out besides.
    func continuing(_ earlier: RunPlan) -> RunPlan {
        var plan = self
        plan.additions = Set(additions).union(earlier.additions).filter { $0 >= target }.sorted()
        return plan
    }

    /// Why a directory made for this plan cannot serve `other`, in words; `nil` when it can, because `other` is equal or only greater.
    func refusal(of other: RunPlan) -> String? {
        func differs(_ name: String, _ stored: some Equatable, _ asked: some Equatable, _ equal: Bool) -> String? {
            equal ? nil : "\(name) is \(stored) there, \(asked) was asked"
        }
        return differs("seed", seed, other.seed, seed == other.seed)
            ?? differs("shard", shard, other.shard, shard == other.shard)
            ?? differs("image", imageDigest, other.imageDigest, imageDigest == other.imageDigest)
            ?? differs("backend", backend.rawValue, other.backend.rawValue, backend == other.backend)
            ?? differs("catalog", catalogVersion, other.catalogVersion, catalogVersion == other.catalogVersion)
            ?? differs("selection", selection, other.selection, selection == other.selection)
            ?? differs("what the image lacks", lacking, other.lacking, lacking == other.lacking)
            ?? differs("step timeout", words(stepMilliseconds), words(other.stepMilliseconds), stepMilliseconds == other.stepMilliseconds)
            ?? differs("target", target, other.target, target <= other.target)
    }

    private func words(_ milliseconds: Int?) -> String {
        milliseconds.map { "\($0) ms" } ?? "the catalog's"
    }
}
