import CIMocks

/// The build of a CI platform that an example is, before the files of its commit are known.
struct BuildSetting: Sendable {
    /// The build; its commits have no names yet.
    let build: CIBuild
    /// A build like it of another owner's repository, from another branch, by another person: what a policy must tell from it.
    let foreign: CIBuild

    /// Draws what set the build off and what it is of.
    init(
        _ platform: CIPlatform,
        project: Project,
        organizations: (String, String),
        branches: (String, String),
        logins: (String, String),
        time: Int64,
        names: NameLists,
        draw: inout SceneDraw
    ) throws {
        let branch = branches.0
        let trigger = draw.trigger(of: platform)
        let mainBranches = ["main", "master", "trunk"]
        let repository = CIRepository(
            owner: organizations.0,
            name: project.name,
            host: draw.host(of: platform, organization: organizations.0),
            defaultBranch: mainBranches.contains(branch) ? branch : mainBranches[0]
        )
        let tag = "v\(project.version)"
        let source = try draw.pick(names.changes, "changes")
        let unknown = CICommit.unnamed(time: time)
        let deployments = try draw.pickTwo(names.deployments, "deployments")
        let deploys = draw.deploys(on: platform, trigger: trigger)
        let request = CIPullRequest(number: draw.number(1...480), source: source, target: branch, head: unknown, sourceOwner: organizations.0)
        var build = CIBuild(
            platform: platform,
            trigger: trigger,
            repository: repository,
            commit: unknown,
            refName: trigger.isOfTag ? tag : trigger == .pullRequest ? source : branch,
            pullRequest: trigger == .pullRequest ? request : nil,
            actor: logins.0,
            pipeline: try draw.pick(names.pipelines, "pipelines"),
            job: try draw.pick(names.jobs, "jobs"),
            deployment: deploys ? deployments.0 : nil,
            number: draw.number(1...980),
            seed: draw.seed()
        )
        // A freestyle job of Jenkins would have no file to carry.
        while platform.keepsPipelineFile, try CIMock(build).pipelineFile([]) == nil { build.seed &+= 1 }
        var foreign = build
        foreign.trigger = trigger == .push || platform.triggers == [.manual] ? .manual : .push
        foreign.pullRequest = nil
        foreign.repository.owner = organizations.1
        foreign.repository.host = foreign.repository.host.replacing(organizations.0, with: organizations.1)
        foreign.refName = branches.1
        foreign.actor = logins.1
        foreign.deployment = deploys ? deployments.1 : nil
        foreign.pipeline += "-nightly"
        foreign.job += "-manual"
        foreign.number += 1
        foreign.seed &+= 1
        self.build = build
        self.foreign = foreign
    }
}

extension BuildSetting {
    /// Every fact of the build by its name, and beside it, as `other…`, that of the foreign build where it differs.
    var slots: [String: String] {
        get throws {
            let foreign = try CIMock(foreign).facts
            var slots: [String: String] = [:]
            for (fact, value) in try CIMock(build).facts {
                slots[fact.slot] = value
                if let other = foreign[fact], other != value { slots[fact.otherSlot] = other }
            }
            return slots
        }
    }
}

extension CIFact {
    /// The place in a text that stands for it.
    var slot: String { "ci" + rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    /// The place that stands for the same of a foreign build.
    var otherSlot: String { "otherCI" + slot.dropFirst(2) }
}

extension SceneDraw {
    /// Mostly pushes, as in life.
    fileprivate mutating func trigger(of platform: CIPlatform) -> CITrigger {
        let common: [CITrigger] = [.push, .push, .push, .push, .pullRequest, .pullRequest, .tag, .schedule, .manual, .release]
        let known = common.filter(platform.triggers.contains)
        return known[number(0...known.count - 1)]
    }

    /// Whether the job names an environment that it deploys to, which platforms with tokens put into them. A change that is yet to be merged deploys nothing.
    fileprivate mutating func deploys(on platform: CIPlatform, trigger: CITrigger) -> Bool {
        number(0...2) == 0 && [.gitHub, .gitLab].contains(platform) && trigger != .pullRequest
    }

    /// The public service for most, a server of the organisation's own for others.
    fileprivate mutating func host(of platform: CIPlatform, organization: String) -> String {
        let isOwn = number(0...3) == 0
        return switch platform {
        case .gitHub, .awsCodeBuild: isOwn && platform == .gitHub ? "github.\(organization).example" : "github.com"
        case .gitLab: isOwn ? "gitlab.\(organization).example" : "gitlab.com"
        case .jenkins, .ec2, .computeEngine: "git.\(organization).example"
        }
    }
}
