extension CIMock {
    /// What in the attestor's record tells this build from every other: where the record has it, its members joined by dots, and its value.
    /// Where the platform has a token, it is a claim, recorded only once the token was verified.
    public var recordedIdentity: (path: String, value: String)? {
        switch surroundings {
        case .gitHub(let mock): ("jwt.claims.job_workflow_ref", mock.workflowReference)
        case .gitLab(let mock): ("jwt.claims.job_id", "\(mock.jobID)")
        case .jenkins(let mock): ("pipelineurl", mock.environment["BUILD_URL"] ?? "")
        case .codeBuild(let mock): ("build_info.build_id", mock.buildID)
        case .ec2(let mock): ("instanceId", mock.instanceID)
        case .computeEngine(let mock): ("instance_id", "\(mock.instanceID)")
        }
    }
}
