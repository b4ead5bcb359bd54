import Basics
import CIMocks
import Testing
import Yams

@Suite("A pipeline file")
struct PipelineFileTests {
    static let steps = [
        PipelineStep(name: "Make the signing key", lines: ["mkdir -p ../keys", "openssl genpkey -algorithm ed25519 -out ../keys/a.pem"]),
        PipelineStep(
            name: "Run: and attest", lines: ["export A='it is \"quoted\" \\ here'", "witness run \\", "  -s build -- sh -c 'echo \"$HOME\" # no'"]),
    ]

    private static func text(_ build: CIBuild) throws -> String {
        String(decoding: try #require(try CIMock(build).pipelineFile(steps)).content, as: UTF8.self)
    }

    /// The lines that a reader of YAML takes as scripts.
    private static func scripts(in value: Any?, of key: String) -> [String] {
        if let map = value as? [String: Any] {
            return map.sorted { $0.key < $1.key }.flatMap { $0.key == key ? texts($0.value) : scripts(in: $0.value, of: key) }
        }
        return (value as? [Any] ?? []).flatMap { scripts(in: $0, of: key) }
    }

    private static func texts(_ value: Any) -> [String] {
        (value as? String).map { [$0] } ?? (value as? [String]) ?? []
    }

    private static let expected = steps.map { $0.lines.joined(separator: "\n") + "\n" }

    @Test("in YAML gives back the very lines", arguments: Builds.all.filter { [.gitHub, .gitLab, .awsCodeBuild].contains($0.platform) })
    func lines(build: CIBuild) throws {
        let keys: [CIPlatform: String] = [.gitHub: "run", .gitLab: "script", .awsCodeBuild: "commands"]
        let document = try Yams.load(yaml: Self.text(build))
        #expect(Self.scripts(in: document, of: try #require(keys[build.platform])) == Self.expected)
    }

    @Test("of Jenkins gives back the very lines once Groovy has read its strings", arguments: CIPlatform.jenkins.triggers)
    func groovy(trigger: CITrigger) throws {
        let parts = try Self.text(Builds.build(.jenkins, trigger)).components(around: "'''")
        let scripts = stride(from: 1, to: parts.count, by: 2).map { unescaped(parts[$0]) }
        let lines = scripts.map { $0.split(separator: "\n").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty } }
        #expect(lines == Self.steps.map { $0.lines.map { String($0.drop { $0 == " " }) } })
    }

    @Test("says nothing but its steps that its terms do not say", arguments: Builds.all.filter { ![.ec2, .computeEngine].contains($0.platform) })
    func terms(build: CIBuild) throws {
        var build = build
        let mock = try CIMock(build)
        #expect(mock.pipelineTerms.isEmpty == (mock.pipelineFile(Self.steps) == nil))
        // What differs from build to build shows in the terms whenever it shows in the file.
        for change in [{ $0.job = "other" }, { $0.deployment = "production" }, { $0.refName = $0.pullRequest == nil ? "other" : $0.refName }]
            as [(inout CIBuild) -> Void]
        {
            change(&build)
            let other = try CIMock(build)
            let differs =
                String(decoding: other.pipelineFile([])?.content ?? [], as: UTF8.self)
                != String(decoding: mock.pipelineFile([])?.content ?? [], as: UTF8.self)
            #expect((other.pipelineTerms != mock.pipelineTerms) == differs)
        }
    }

    @Test("is absent for a freestyle job, which keeps its steps on the controller")
    func freestyle() throws {
        let files = try (UInt64(0)..<40).map { seed in
            var build = Builds.build(.jenkins, .push)
            build.seed = seed
            let mock = try CIMock(build)
            return (hasFile: mock.pipelineFile(Self.steps) != nil, hasStage: mock.environment["STAGE_NAME"] != nil)
        }
        #expect(files.allSatisfy { $0.hasFile == $0.hasStage } && Set(files.map(\.hasFile)).count == 2)
    }

    private func unescaped(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if !isEscaped && character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }

    @Test("is absent where a person works at a shell")
    func hosts() throws {
        #expect(try CIMock(Builds.build(.ec2, .manual)).pipelineFile(Self.steps) == nil)
        #expect(try CIMock(Builds.build(.computeEngine, .manual)).pipelineFile(Self.steps) == nil)
    }
}

extension String {
    fileprivate func components(around mark: String) -> [String] {
        split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    }
}
