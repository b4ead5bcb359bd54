import Sandbox

extension Job {
    private enum CodingKeys: String, CodingKey {
        case imageDigest, files, environment, workingDirectory, services, limits, steps, outputs
    }

    /// Decodes a job; one without services need not say so.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            imageDigest: try container.decode(String.self, forKey: .imageDigest),
            files: try container.decode([JobFile].self, forKey: .files),
            environment: try container.decode([String: String].self, forKey: .environment),
            workingDirectory: try container.decode(String.self, forKey: .workingDirectory),
            services: try container.decodeIfPresent([ServiceDescription].self, forKey: .services) ?? [],
            limits: try container.decode(Limits.self, forKey: .limits),
            steps: try container.decode([Step].self, forKey: .steps),
            outputs: try container.decode([String].self, forKey: .outputs)
        )
    }

    /// Encodes the job. Services are left out when there are none, so that the key of such a job is what it was before there were services.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(imageDigest, forKey: .imageDigest)
        try container.encode(files, forKey: .files)
        try container.encode(environment, forKey: .environment)
        try container.encode(workingDirectory, forKey: .workingDirectory)
        if !services.isEmpty { try container.encode(services, forKey: .services) }
        try container.encode(limits, forKey: .limits)
        try container.encode(steps, forKey: .steps)
        try container.encode(outputs, forKey: .outputs)
    }
}
