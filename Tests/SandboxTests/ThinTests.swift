import Sandbox
import SystemPackage
import Testing

@Suite struct ThinTests {
    @Test func launches() async throws {
        let slot = try await SandboxSlot(rootFileSystem: "/var/tmp/sandbox/rootfs")
        let result = try await slot.withSandbox(limits: Limits()) { sandbox in
            try await sandbox.write(Array("hello\n".utf8), to: "/work/a/b.txt")
            let r = try await sandbox.run(
                Command(
                    arguments: [
                        "sh", "-c",
                        "id; cat /work/a/b.txt; ls -la / /dev /proc/self/fd; cat /proc/self/status | grep -E 'Cap|Sec|NoNew'; cat /proc/self/mountinfo; hostname; env; ip a; echo x > /root/out; cat; ls -la /work",
                    ], environment: ["PATH": "/usr/bin:/bin"], standardInput: Array("in\n".utf8)))
            print(try await sandbox.read("/root/out") as Any, try await sandbox.files(under: "/work"), try await sandbox.read("/nope") as Any)
            return r
        }
        print(result.termination, result.wallMilliseconds, result.cpuMilliseconds, result.peakMemoryBytes)
        print(result.standardOutput.text, result.standardError.text)
        await slot.close()
    }
}
