extension CIPlatform {
    /// What the platform itself calls a trigger.
    public func eventName(of trigger: CITrigger) -> String {
        switch self {
        case .gitHub: trigger == .tag ? "tag" : GitHubActions.eventName(of: trigger)
        case .gitLab: trigger == .tag ? "tag" : GitLabCI.pipelineSource(of: trigger)
        case .jenkins, .awsCodeBuild, .ec2, .computeEngine: trigger.rawValue
        }
    }

    /// The trigger of a name, be it the platform's own or the one that is the same on every platform.
    /// - Throws: ``CIMockError`` that lists the names that would do.
    public func trigger(named name: String) throws(CIMockError) -> CITrigger {
        guard let trigger = triggers.first(where: { name == $0.rawValue || name == eventName(of: $0) }) else {
            let known = triggers.map(eventName).joined(separator: ", ")
            throw CIMockError(part: "event", message: "\(rawValue) knows no '\(name)'; use one of: \(known)")
        }
        return trigger
    }
}
