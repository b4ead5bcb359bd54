import Basics
import Testing
import Yams

@testable import CIMocks

@Suite("The surroundings of a build")
struct CIMockTests {
    @Test("are the same at every time, and others for another build", arguments: Builds.all)
    func reproducible(build: CIBuild) throws {
        var other = build
        other.seed += 1
        #expect(try CIMock(build).environment == CIMock(build).environment)
        #expect(try CIMock(build).files == CIMock(build).files)
        let (mock, otherMock) = (try CIMock(build), try CIMock(other))
        #expect(mock.environment != otherMock.environment || mock.claims != otherMock.claims || mock.identityDocument != otherMock.identityDocument)
    }

    @Test("name the commit that is checked out", arguments: Builds.all.filter { ![.ec2, .computeEngine].contains($0.platform) })
    func commit(build: CIBuild) throws {
        #expect(try CIMock(build).environment.values.contains(build.commit.id))
    }

    @Test("name the tag, the branch or the request that is built")
    func references() throws {
        let tag = try CIMock(Builds.build(.gitHub, .tag)).environment
        #expect(tag["GITHUB_REF"] == "refs/tags/v1.2.0" && tag["GITHUB_REF_TYPE"] == "tag")
        let request = try CIMock(Builds.build(.gitHub, .pullRequest)).environment
        #expect(request["GITHUB_REF"] == "refs/pull/12/merge" && request["GITHUB_HEAD_REF"] == "fix/rounding" && request["GITHUB_BASE_REF"] == "main")
        let merge = try CIMock(Builds.build(.gitLab, .pullRequest)).environment
        #expect(merge["CI_MERGE_REQUEST_IID"] == "12" && merge["CI_COMMIT_BRANCH"] == nil && merge["CI_PIPELINE_SOURCE"] == "merge_request_event")
        let change = try CIMock(Builds.build(.jenkins, .pullRequest)).environment
        #expect(change["BRANCH_NAME"] == "PR-12" && change["CHANGE_TARGET"] == "main" && change["JOB_NAME"] == "release/PR-12")
        #expect(try CIMock(Builds.build(.awsCodeBuild, .pullRequest)).environment["CODEBUILD_SOURCE_VERSION"] == "pr/12")
    }

    @Test("agree with the claims of the token and the event's payload", arguments: CIPlatform.gitHub.triggers)
    func claims(trigger: CITrigger) throws {
        let mock = try CIMock(Builds.build(.gitHub, trigger))
        let claims = try #require(mock.claims)
        for (claim, variable) in [
            ("repository", "GITHUB_REPOSITORY"), ("ref", "GITHUB_REF"), ("sha", "GITHUB_SHA"), ("actor", "GITHUB_ACTOR"), ("run_id", "GITHUB_RUN_ID"),
            ("event_name", "GITHUB_EVENT_NAME"), ("workflow_ref", "GITHUB_WORKFLOW_REF"), ("repository_owner_id", "GITHUB_REPOSITORY_OWNER_ID"),
            ("head_ref", "GITHUB_HEAD_REF"), ("base_ref", "GITHUB_BASE_REF"), ("runner_environment", "RUNNER_ENVIRONMENT"),
        ] {
            #expect(claims[claim]?.text == mock.environment[variable], "\(claim)")
        }
        let path = try #require(mock.environment["GITHUB_EVENT_PATH"])
        let payload = try #require(try mock.files.first { $0.path == path }?.content)
        #expect(String(decoding: payload, as: UTF8.self).contains("\"full_name\" : \"acme/tally\""))
    }

    @Test(
        "have the subject that the documentation gives",
        arguments: [
            (Builds.build(.gitHub, .push), "repo:acme/tally:ref:refs/heads/main"),
            (Builds.build(.gitHub, .pullRequest), "repo:acme/tally:pull_request"),
            (Builds.build(.gitLab, .tag), "project_path:acme/tally:ref_type:tag:ref:v1.2.0"),
        ])
    func subject(build: CIBuild, subject: String) throws {
        #expect(try CIMock(build).claims?["sub"]?.text == subject)
    }

    @Test("name an Enterprise server and not github.com where the repository lies on one")
    func enterprise() throws {
        let mock = try CIMock(Builds.build(.gitHub, .push, host: "github.acme.example"))
        #expect(mock.environment["GITHUB_API_URL"] == "https://github.acme.example/api/v3")
        #expect(mock.claims?["iss"]?.text == "https://github.acme.example/_services/token")
        #expect(!mock.environment.values.contains { $0.contains("github.com") })
    }

    @Test("have every file that a variable of theirs names")
    func commandFiles() throws {
        let mock = try CIMock(Builds.build(.gitHub, .push))
        let paths = Set(try mock.files.map(\.path))
        for variable in ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH"] {
            #expect(paths.contains(mock.environment[variable] ?? ""), "\(variable)")
        }
    }

    @Test(
        "refuse a build that no platform could have",
        arguments: [
            Builds.build(.gitLab, .release), Builds.build(.ec2, .push), Builds.build(.gitHub, .push, host: "localhost"),
            changed { $0.pullRequest = CIPullRequest(number: 1, source: "a", target: "b", head: Builds.commit(), sourceOwner: "acme") },
            changed { $0.commit.id = "HEAD" }, changed { $0.refName = "a..b" }, changed { $0.number = 0 }, changed { $0.actor = "a b" },
            changed { $0.repository.owner = "acme/evil" }, changed { $0.commit.time = 5_000_000_000 }, changed { $0.commit.time = -1 },
            changed { $0.job = "a.b" }, changed { $0.job = "1st" }, changed { $0.deployment = "a b" },
            changed(Builds.build(.gitLab, .push)) { $0.job = "stages" },
        ])
    func refused(build: CIBuild) {
        #expect(throws: CIMockError.self) { try CIMock(build) }
    }

    @Test("name the environment that the job deploys to, in token, variables and subject")
    func deployment() throws {
        let build = Self.changed { $0.deployment = "production" }
        #expect(try CIMock(build).claims?["environment"]?.text == "production")
        #expect(try CIMock(build).facts[.subject] == "repo:acme/tally:environment:production")
        #expect(try CIMock(build).facts[.environment] == "production")
        #expect(try CIMock(Builds.build(.gitHub, .push)).facts[.environment] == nil)
        let gitLab = try CIMock(Self.changed(Builds.build(.gitLab, .push)) { $0.deployment = "staging" })
        #expect(gitLab.claims?["environment"]?.text == "staging" && gitLab.environment["CI_ENVIRONMENT_NAME"] == "staging")
    }

    @Test("name the pipeline file as the token does")
    func pipelineReference() throws {
        for (platform, claim) in [(CIPlatform.gitHub, "job_workflow_ref"), (.gitLab, "ci_config_ref_uri")] {
            let mock = try CIMock(Builds.build(platform, .push))
            #expect(mock.facts[.pipelineReference] == mock.claims?[claim]?.text)
            #expect(mock.facts[.pipelineReference]?.contains(mock.pipelineFile([])?.path ?? "?") == true)
        }
    }

    private static func changed(_ build: CIBuild = Builds.build(.gitHub, .push), _ change: (inout CIBuild) -> Void) -> CIBuild {
        var build = build
        change(&build)
        return build
    }
}
