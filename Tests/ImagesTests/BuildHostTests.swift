import Basics
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Images

/// What a build takes from its host, and what it says when something is missing or fails there.
@Suite struct BuildHostTests {
    @Test func missingToolsAreNamedWithTheirPackages() throws {
        let directory = try TemporaryDirectory()
        try directory.write("#!/bin/sh\n", to: "python3", mode: 0o755)
        try directory.write("not a program\n", to: "zstd", mode: 0o644)
        let tools = HostTool.needed(asRoot: false)
        let error = #expect(throws: ImageError.self) { try HostTool.require(tools, path: directory.path.string) }
        #expect(error?.stage == "build-prepare")
        #expect(error?.subject == "mmdebstrap, zstd, newuidmap")
        #expect(error?.mend.contains("apt-get install mmdebstrap zstd uidmap") == true)
    }

    @Test func rootNeedsNoIdMaps() {
        #expect(!HostTool.needed(asRoot: true).contains { $0.name == "newuidmap" })
    }

    @Test func failedToolKeepsItsLastWords() async throws {
        let error = await #expect(throws: ImageError.self) {
            try await HostTool.run(
                "sh", ["-c", "seq 1 100; echo 'no space left' >&2; exit 3"], environment: ["PATH": "/usr/bin:/bin"], stage: .root, mend: "make room")
        }
        #expect(error?.stage == "build-root")
        #expect(error?.cause.contains("3") == true)
        #expect(error?.cause.contains("100\nno space left") == true)
        #expect(error?.cause.contains("\n50\n") == false)
        #expect(error?.mend == "make room")
    }

    @Test func toolsSeeOnlyTheGivenEnvironment() async throws {
        let lines = Mutex<[String]>([])
        try await HostTool.run("env", [], environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"], stage: .root, mend: "") { line in
            lines.withLock { $0.append(line) }
        }
        #expect(lines.withLock { Set($0) } == ["PATH=/usr/bin:/bin", "LC_ALL=C"])
    }

    @Test func settingsOfPipDoNotReachTheRoot() throws {
        let directory = try TemporaryDirectory()
        for tool in HostTool.needed(asRoot: true) { try directory.write("#!/bin/sh\n", to: tool.name, mode: 0o755) }
        let host = try BuildHost(
            isRoot: true,
            environment: [
                "PATH": directory.path.string, "PIP_FIND_LINKS": "/wheels", "SECRET_TOKEN": "x", "http_proxy": "http://proxy.example:3128",
            ])
        let environment = host.rootEnvironment(epoch: 7)
        #expect(Set(environment.keys) == ["PATH", "HOME", "TMPDIR", "LC_ALL", "SOURCE_DATE_EPOCH", "http_proxy"])
        #expect(environment["SOURCE_DATE_EPOCH"] == "7")
        #expect(host.userEnvironment["PIP_FIND_LINKS"] == "/wheels")
    }

    @Test func anyPathIsOneWordOfTheShell() async throws {
        let path = #"/tmp/it's "a" $HOME; `x` \ path"#
        let lines = Mutex<[String]>([])
        try await HostTool.run(
            "sh", ["-c", "printf '%s\\n' \(ShellWords.quoted(path))"], environment: ["PATH": "/usr/bin:/bin"], stage: .root, mend: ""
        ) {
            line in
            lines.withLock { $0.append(line) }
        }
        #expect(lines.withLock { $0 } == [path])
    }

    @Test(arguments: [
        ("not executable", "\u{7F}ELF", 0o644), ("a script", "#!/bin/sh\necho witness dev\n", 0o755), ("an empty file", "", 0o755),
        ("for another machine", "\u{7F}ELF\u{2}\u{1}\u{1}\0\0\0\0\0\0\0\0\0\u{2}\0(\0", 0o755),
    ]) func witnessMustBeAProgramForAmd64(what: String, content: String, mode: Int) throws {
        let directory = try TemporaryDirectory()
        try directory.writeRecipe()
        try directory.write(content, to: "witness", mode: mode)
        let recipe = try ImageRecipe(at: directory.path.appending("recipe"))
        let error = #expect(throws: ImageError.self, "\(what)") {
            try ImageBuilder(
                recipe: recipe, profile: "core", archive: "core.tar.zst", cache: "/nonexistent", witness: directory.path.appending("witness"))
        }
        #expect(error?.stage == "build-prepare")
        #expect(error?.subject == directory.path.appending("witness").string)
        #expect(error?.mend.contains("--witness") == true)
    }

    @Test func programOfThisHostMayBeAWitness() throws {
        let directory = try TemporaryDirectory()
        try directory.writeRecipe()
        let recipe = try ImageRecipe(at: directory.path.appending("recipe"))
        _ = try ImageBuilder(recipe: recipe, profile: "core", archive: "core.tar.zst", cache: "/nonexistent", witness: "/bin/true")
    }
}
