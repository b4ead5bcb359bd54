extension CIMock {
    /// What the platform's attestor will have recorded of the build; a fact that it does not record is absent.
    public var facts: [CIFact: String] {
        let ofRepository: [CIFact: String] = [
            .repository: build.repository.path, .projectURL: build.repository.url, .repositoryHost: build.repository.host,
        ]
        let ofJob: [CIFact: String] = [.actor: build.actor, .pipeline: build.pipeline, .job: build.job]
        func adding(_ facts: [CIFact: String]) -> [CIFact: String] {
            facts.merging(ofRepository) { own, _ in own }.merging(ofJob) { own, _ in own }
        }
        let ofDeployment: [CIFact: String] = build.deployment.map { [.environment: $0] } ?? [:]
        return switch surroundings {
        case .gitHub(let mock):
            adding([.ref: mock.reference, .event: mock.eventName, .subject: mock.subject, .pipelineReference: mock.workflowReference])
                .merging(ofDeployment) { own, _ in own }
        case .gitLab(let mock):
            adding([.ref: build.refName, .event: mock.pipelineSource, .subject: mock.subject, .pipelineReference: mock.configurationReference])
                .merging(ofDeployment) { own, _ in own }
        case .jenkins(let mock):
            [
                .controllerURL: mock.serverURL, .jobName: mock.jobName, .buildNumber: "\(build.number)",
                .nodeName: mock.environment["NODE_NAME"] ?? "",
            ]
        case .codeBuild(let mock):
            [
                .region: mock.region, .sourceRepository: build.repository.cloneURL, .initiator: mock.environment["CODEBUILD_INITIATOR"] ?? "",
                .buildNumber: "\(build.number)",
            ]
        case .ec2(let mock): [.region: mock.region, .account: mock.account, .imageID: mock.imageID]
        case .computeEngine(let mock):
            [
                .region: "projects/\(mock.projectNumber)/zones/\(mock.zone)", .account: mock.projectID, .serviceAccount: mock.serviceAccount,
            ]
        }
    }
}
