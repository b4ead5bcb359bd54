/// What a rule may ask of a build, in words that do not depend on the platform.
public enum CIFact: String, Sendable, Hashable, CaseIterable {
    /// `OWNER/NAME`.
    case repository
    /// Page of the repository or project.
    case projectURL
    /// Host name of the repository's server.
    case repositoryHost
    /// Full or short name of what is built, as the platform's token has it.
    case ref
    /// What set the build off, in the platform's word.
    case event
    /// Login of the person who set it off.
    case actor
    /// Name of the pipeline, workflow or build project.
    case pipeline
    /// Name of the job in it.
    case job
    /// The running number.
    case buildNumber
    /// The pipeline file that the job comes from, with its repository and the ref that it was taken at.
    case pipelineReference
    /// The deployment environment that the job names.
    case environment
    /// What the token is about.
    case subject
    /// Address of the Jenkins controller.
    case controllerURL
    /// Name of the Jenkins job, with its folders and branch.
    case jobName
    /// Name of the Jenkins agent.
    case nodeName
    /// Region of Amazon or zone of Google.
    case region
    /// Account of Amazon or project of Google.
    case account
    /// Google's service account that the instance's token is of.
    case serviceAccount
    /// What CodeBuild clones.
    case sourceRepository
    /// Who or what started a CodeBuild build.
    case initiator
    /// The machine image of an instance.
    case imageID
}
