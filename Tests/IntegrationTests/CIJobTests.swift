import Foundation
import TestSupport
import Testing

/// `witnessbox ci env` and `witnessbox run --ci`, with the real git and witness of the image.
@Suite("A job of a CI platform")
struct CIJobTests {
    static let platforms = ["github", "gitlab", "jenkins", "aws-codebuild", "aws", "gcp"]

    @Test("shows its variables, the same ones at every time and in every form", arguments: platforms)
    func variables(platform: String) throws {
        let json = try CommandLineTool.run("ci", "env", platform, "--format", "json")
        #expect(json.exitCode == 0, "\(json.errors)")
        #expect(try CommandLineTool.run("ci", "env", platform, "--format", "json").output == json.output)
        let variables = try JSONDecoder().decode([String: String].self, from: Data(json.output.utf8))
        let script = try CommandLineTool.run("ci", "env", platform, "--format", "sh").output
        let shell = try HostCommand.run(["env", "-i", "sh", "-c", "\(script)\nexec env -0"])
        let seen = shell.output.split(separator: "\0").filter { !$0.hasPrefix("PWD=") }
        #expect(Set(seen.map(String.init)) == Set(variables.map { "\($0.key)=\($0.value)" }))
    }

    @Test(
        "that no platform could have is refused in one line that says what would do",
        arguments: [
            (["ci", "env", "gitlab", "--event", "release"], "use one of: push, merge_request_event"),
            (["ci", "env", "github", "--repository", "acme"], "not of the form OWNER/NAME"),
            (["ci", "env", "github", "--ref", "a..b"], "no name that git gives"),
            (["ci", "env", "bamboo"], "bamboo"),
            (["run", "--event", "push", "toolchain:full", "--", "true"], "goes with --ci"),
        ])
    func refused(arguments: [String], words: String) throws {
        let result = try CommandLineTool.run(arguments)
        #expect(result.exitCode != 0)
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test("finds the very commit that its variables name checked out", ToolchainImage.isAsked, arguments: ["push", "pull_request", "tag"])
    func commit(event: String) throws {
        let look =
            "test \"$(git rev-parse HEAD)\" = \"$GITHUB_SHA\" && test \"$PWD\" = \"$GITHUB_WORKSPACE\" && git status --short && cat $GITHUB_EVENT_PATH"
        let result = try CommandLineTool.run(
            ["run", "--ci", "github", "--event", event, "--repository", "acme/tally", try ToolchainImage.name(), "--", "sh", "-c", look])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("{") && result.output.contains("\"full_name\" : \"acme/tally\""), "\(result.output.prefix(200))")
    }

    @Test(
        "is attested by witness, its token verified where the platform has one", ToolchainImage.isAsked,
        arguments: [
            ("github", "github", ".jwt.claims.repository", "acme/tally"), ("gitlab", "gitlab", ".jwt.claims.project_path", "acme/tally"),
            ("jenkins", "jenkins", ".buildnumber", "1"), ("aws-codebuild", "aws-codebuild", ".build_info.build_number", "1"),
            ("gcp", "gcp-iit", ".jwt.verifiedBy.jwksUrl", "https://www.googleapis.com/oauth2/v3/certs"),
        ])
    func attested(platform: String, attestor: String, path: String, value: String) throws {
        let script = """
            openssl genpkey -algorithm ed25519 -out /tmp/key
            witness run -l error -s build -k /tmp/key -a \(attestor) -o /tmp/out.json -- touch made
            jq -r '.payload | @base64d | fromjson | .predicate.attestations[] | select(.type | contains("/\(attestor)/")) | .attestation\(path)' /tmp/out.json
            """
        let result = try CommandLineTool.run(
            ["run", "--ci", platform, "--repository", "acme/tally", try ToolchainImage.name(), "--", "sh", "-euc", script])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output == value + "\n")
    }
}
