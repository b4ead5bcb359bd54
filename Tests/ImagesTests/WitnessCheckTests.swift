import Foundation
import Images
import SystemPackage
import TestSupport
import Testing

/// The recipe's check of a witness binary: which binaries it lets pass as able to verify tokens.
@Suite struct WitnessCheckTests {
    private let directory: TemporaryDirectory
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "images/toolchain/parts/witness/check.py")
    private static let image = ProcessInfo.processInfo.environment["WITNESSBOX_TEST_IMAGE"]

    init() throws { directory = try TemporaryDirectory() }

    /// What the check says of a binary: `nil` when it verifies tokens.
    private func refusal(of witness: String) throws -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-I", Self.script.path(), witness, directory.path.appending("check").string]
        process.environment = ["PATH": "/usr/bin:/bin"]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect((process.terminationStatus == 0) == text.isEmpty)
        #expect(text.split(separator: "\n").count <= 1, "\(text)")
        return process.terminationStatus == 0 ? nil : text
    }

    @Test func aProgramThatWritesNothingDoesNotPass() throws {
        #expect(try refusal(of: "/bin/true") != nil)
    }

    @Test func theLastWordsOfAFailureAreTheReason() throws {
        try directory.write("#!/bin/sh\necho first >&2\necho 'unsupported key type' >&2\nexit 1\n", to: "witness", mode: 0o755)
        #expect(try refusal(of: directory.path.appending("witness").string) == "unsupported key type\n")
    }

    @Test func fileThatIsNoProgramDoesNotPass() throws {
        try directory.write("text", to: "witness", mode: 0o644)
        #expect(try refusal(of: directory.path.appending("witness").string)?.contains("does not start") == true)
    }

    /// It copies the claims out of any token, as if it had verified it.
    @Test func aWitnessThatBelievesAnyTokenDoesNotPass() throws {
        try directory.write(
            """
            #!/usr/bin/python3
            import base64, json, os, sys, urllib.request
            with urllib.request.urlopen(os.environ["ACTIONS_ID_TOKEN_REQUEST_URL"]) as reply:
                token = json.load(reply)["value"]
            claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
            statement = {"predicate": {"attestations": [{"attestation": {"jwt": {"claims": claims}}}]}}
            with open(sys.argv[sys.argv.index("-o") + 1], "w") as file:
                json.dump({"payload": base64.b64encode(json.dumps(statement).encode()).decode()}, file)
            """, to: "witness", mode: 0o755)
        #expect(try refusal(of: directory.path.appending("witness").string)?.contains("another key") == true)
    }

    @Test(.enabled(if: image != nil, "needs WITNESSBOX_TEST_IMAGE, the name of a toolchain image"))
    func theImageSaysOfItsWitnessWhatTheCheckFinds() throws {
        let image = try ImageStore().image(#require(Self.image))
        #expect(try (refusal(of: image.rootFileSystem.appending("usr/bin/witness").string) == nil) == image.canVerifyTokens)
    }
}
