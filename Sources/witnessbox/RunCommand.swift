import ArgumentParser
import CIMocks
import CIServices
import Foundation
import Images
import Orchestrator
import Sandbox
import SystemPackage

/// `witnessbox run IMAGE -- CMD`: one ad-hoc sandbox.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run one command in a fresh sandbox of an image.",
        discussion: """
            Examples:

              witnessbox run toolchain:full -- witness version
              witnessbox run --copy-in main.go:/src/main.go --workdir /src toolchain:full -- go vet main.go
              witnessbox run --tty toolchain:full -- bash
              witnessbox run --ci github --event pull_request toolchain:full -- sh -c 'echo $GITHUB_REF'

            With --ci the command runs as a job of the platform does: in a workspace with a small repository, with the platform's variables and
            files, and with its token and metadata endpoints answering.

            The exit code is the command's own; 128+N when signal N ended it; 124 timed out, 125 infrastructure, 126 and 127 not started,
            240 out of CPU time, 241 out of memory, 242 out of scratch, 243 too many processes, 244 output limit, 245 file too large,
            246 refused by the system call filter, 247 too many open files. The cause is named on standard error.
            """
    )

    @Option(name: .customLong("copy-in"), help: ArgumentHelp("Copy a host file into the sandbox first; repeatable.", valueName: "HOST:GUEST"))
    var copyIn: [FileTransfer] = []

    @Option(
        name: .customLong("copy-out"),
        help: ArgumentHelp("Copy a file out afterwards, however the command ended; repeatable.", valueName: "GUEST:HOST"))
    var copyOut: [FileTransfer] = []

    @Option(name: .customLong("env"), help: ArgumentHelp("Set a variable on top of the image's own; repeatable.", valueName: "NAME=VALUE"))
    var variables: [String] = []

    @Option(help: "Working directory inside the sandbox; by default '/', or with --ci the workspace.")
    var workdir: String?

    @Option(name: .customLong("ci"), help: ArgumentHelp("Run the command as a job of this CI platform.", valueName: "platform"))
    var platform: CIPlatform?

    @OptionGroup(title: "Build, with --ci")
    var buildOptions: CIBuildOptions

    @Flag(help: "Give the command a terminal of its own and connect it to yours.")
    var tty = false

    @Flag(
        name: .customLong("allow-ptrace"),
        help: "Let the sandbox's processes trace one another, as 'witness run --trace' and debuggers do; never anything outside it.")
    var allowsTracing = false

    @OptionGroup
    var backendOption: BackendOption

    @OptionGroup(title: "Limits")
    var limitOptions: LimitOptions

    @OptionGroup(title: "Means")
    var enforcementOptions: EnforcementOptions

    @Argument(help: "Image name or digest.")
    var image: String

    @Argument(parsing: .postTerminator, help: "Command and arguments, after --.")
    var command: [String] = []

    func validate() throws {
        if platform == nil, let name = buildOptions.given { throw ValidationError("--\(name) goes with --ci") }
        if command.isEmpty { throw ValidationError("no command: write it after '--', for example 'witnessbox run \(image) -- witness version'") }
    }

    func run() async throws {
        let termination = try await ImageStore().withImage(image) { image in
            try await launch(on: image)
        }
        if case .exited = termination {
        } else {
            FileHandle.standardError.write(Data("witnessbox: the command ended: \(termination.name)\n".utf8))
        }
        throw ExitCode(termination.exitCode)
    }

    private func launch(on image: Image) async throws -> Termination {
        let surroundings = try platform.map { try CISurroundings($0, buildOptions) }
        let own = try environment()
        let input = tty ? [] : try standardInput()
        @Sendable func request(_ environment: [String: String]) -> Command {
            Command(
                arguments: command, environment: environment, workingDirectory: workdir ?? surroundings?.workspace ?? "/", standardInput: input)
        }
        let slot = try await SandboxSlot(
            rootFileSystem: image.rootFileSystem, backend: backendOption.backend, enforcement: enforcementOptions.enforcement)
        var limits = limitOptions.limits
        limits.allowsTracing = allowsTracing
        return try await slot.closeAfter { slot in
            try await slot.withSandbox(limits: limits) { sandbox in
                guard let surroundings else { return try await carryOut(request(image.environment.merging(own) { $1 }), in: sandbox) }
                let job = try surroundings.job(imageDigest: image.digest, environment: own)
                return try await sandbox.withSurroundings(of: job, imageEnvironment: image.environment, serviceProvider: CIServiceProvider()) {
                    try await surroundings.makeRepository(in: sandbox, environment: $0)
                    return try await carryOut(request($0), in: sandbox)
                }
            }
        }
    }

    private func carryOut(_ request: Command, in sandbox: Sandbox) async throws -> Termination {
        for transfer in copyIn {
            let content = try transfer.hostContent(of: transfer.from)
            try await sandbox.write(content, to: transfer.to, mode: FileManager.default.isExecutableFile(atPath: transfer.from) ? 0o755 : 0o644)
        }
        let termination: Termination
        if tty {
            termination = try await sandbox.runInteractively(request)
        } else {
            let result = try await sandbox.run(request)
            FileHandle.standardOutput.write(Data(result.standardOutput.head + result.standardOutput.tail))
            FileHandle.standardError.write(Data(result.standardError.head + result.standardError.tail))
            termination = result.termination
        }
        for transfer in copyOut {
            guard let content = try await sandbox.read(transfer.from) else {
                throw SandboxError(stage: "copy-out", subject: transfer.from, errorNumber: ENOENT, mend: "the command did not make this file")
            }
            try transfer.write(content, toHost: transfer.to)
        }
        return termination
    }

    private func environment() throws -> [String: String] {
        var environment: [String: String] = [:]
        for variable in variables {
            guard let equals = variable.firstIndex(of: "="), equals != variable.startIndex else {
                throw ValidationError("--env '\(variable)' is not of the form NAME=VALUE")
            }
            environment[String(variable[..<equals])] = String(variable[variable.index(after: equals)...])
        }
        return environment
    }

    /// A terminal is not read: it would wait for the person.
    private func standardInput() throws -> [UInt8] {
        guard isatty(STDIN_FILENO) == 0 else { return [] }
        return Array(try FileHandle.standardInput.readToEnd() ?? Data())
    }
}
