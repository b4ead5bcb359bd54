import Foundation
import SystemPackage
import TestSupport
import Testing

/// `witnessbox run` on the real image.
@Suite("One ad-hoc sandbox", ToolchainImage.isAsked)
struct AdHocSandboxTests {
    private func run(_ options: [String], _ command: String...) throws -> HostCommand.Outcome {
        try CommandLineTool.run(
            ["run"] + options + [try ToolchainImage.name(), "--"] + command,
            environment: ["HOST_SECRET": "visible-to-the-host-only"]
        )
    }

    @Test func nothingOfTheHostIsVisible() throws {
        let look = try run([], "sh", "-c", "env; cat /proc/self/mountinfo /proc/self/environ; ls -l /proc/self/fd; hostname; cat /proc/net/dev")
        #expect(look.exitCode == 0, "\(look.errors)")
        #expect(!look.output.contains("visible-to-the-host-only"))
        #expect(!look.output.contains(FileManager.default.currentDirectoryPath))
        #expect(!look.output.contains("socket:"))
        #expect(look.output.contains("witnessbox\n"))
        let interfaces = look.output.split(separator: "\n").filter { $0.contains(": ") && $0.split(separator: " ").count > 15 }
        #expect(interfaces.count == 1 && interfaces.first?.contains("lo:") == true, "\(interfaces)")
    }

    @Test func noPacketLeaves() throws {
        let attempt = """
            import socket
            for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
                for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    try:
                        socket.socket(family, kind).connect((address, 53))
                        print("reached", address)
                    except OSError as error:
                        print("refused", error.errno)
            """
        let result = try run([], "python3", "-c", attempt)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(!result.output.contains("reached"), "\(result.output)")
    }

    @Test func filesGoInAndComeOutAndTheExitCodeIsTheCommands() throws {
        let box = try TemporaryDirectory()
        try box.write("41".utf8, to: "in.txt")
        let result = try run(
            [
                "--copy-in", box.path.string + "/in.txt:/src/in.txt", "--copy-out", "/src/out.txt:" + box.path.string + "/out.txt", "--workdir",
                "/src",
            ],
            "sh", "-c", "echo $(($(cat in.txt) + 1)) > out.txt; exit 7"
        )
        #expect(result.exitCode == 7, "\(result.errors)")
        #expect(try String(contentsOfFile: box.path.string + "/out.txt", encoding: .utf8) == "42\n")
    }

    @Test(arguments: [
        (["--timeout", "0.3"], "sleep 60", Int32(124)),
        (["--scratch", "8"], "cat /dev/zero > /tmp/fill", 242),
        (["--output", "64"], "cat /dev/zero", 244),
        (["--file-size", "1"], "exec cat /dev/zero > /tmp/fill", 245),
        ([], "kill -KILL $$", 137),
    ])
    func everyEndHasItsCode(options: [String], script: String, code: Int32) throws {
        let result = try run(options, "sh", "-c", script)
        #expect(result.exitCode == code, "\(result.errors.suffix(300))")
    }

    @Test func theRealWitnessRuns() throws {
        #expect(try run([], "witness", "version").output.hasPrefix("witness "))
    }

    @Test func theCallersOwnStreamsAreNeverTheGuests() throws {
        let result = try run(["--tty"], "sh", "-c", "readlink /proc/self/fd/0 /proc/self/fd/1 /proc/self/fd/2")
        let streams = result.output.split(separator: "\n")
        #expect(streams.count == 3 && streams.allSatisfy { $0.hasPrefix("pipe:") }, "\(streams)")
    }

    /// The real witness tells which processes a step started, where the sandbox lets it trace them; elsewhere it says that it may not.
    @Test func witnessTracesWhereItMay() throws {
        let script = """
            cd /tmp && openssl genpkey -algorithm ed25519 -out key.pem
            witness run --trace --attestations environment --step build --signer-file-key-path key.pem --outfile out.json -- sh -c 'cat /etc/hostname; true'
            jq -r .payload out.json | base64 -d | jq '[.. | objects | select(has("processid"))] | length'
            """
        let traced = try run(["--allow-ptrace"], "sh", "-c", script)
        #expect(traced.exitCode == 0, "\(traced.errors)")
        #expect(traced.output.split(separator: "\n").last.flatMap { Int($0) } ?? 0 >= 2, "\(traced.output)\(traced.errors)")
        #expect(try run([], "sh", "-c", script).errors.contains("operation not permitted"))
    }
}
