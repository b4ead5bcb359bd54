extension CIBuild {
    /// What the platform checks out for the build, and whether it leaves git on a branch.
    public var checkout: GitCheckout {
        switch (trigger, platform) {
        case (.tag, _), (.release, _): .tag(refName, of: repository.defaultBranch)
        case (.pullRequest, .gitHub):
            .merge(number: pullRequest?.number ?? 0, source: refName, target: pullRequest?.target ?? repository.defaultBranch)
        case (.pullRequest, _): .change(source: refName, target: pullRequest?.target ?? repository.defaultBranch)
        case (_, .ec2), (_, .computeEngine): .initial(branch: refName)
        case (_, .gitLab), (_, .awsCodeBuild): .branch(refName, isDetached: true)
        case (_, .gitHub), (_, .jenkins): .branch(refName, isDetached: false)
        }
    }

    /// The same build, of the commits that a repository will have.
    public func of(_ repository: GitRepository) -> CIBuild {
        var build = self
        build.commit = repository.commit
        build.previousCommit = repository.previous
        if let head = repository.head { build.pullRequest?.head = head }
        return build
    }
}

extension CICommit {
    /// Stands in for a commit until its files are known: everything of a build but its commits can be told without.
    public static func unnamed(time: Int64) -> CICommit {
        let zeros = String(repeating: "0", count: 40)
        return CICommit(id: zeros, tree: zeros, message: "", authorName: "", authorEmail: "", time: time)
    }
}
