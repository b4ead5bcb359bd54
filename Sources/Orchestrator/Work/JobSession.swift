import Sandbox

/// One job inside one live sandbox.
struct JobSession {
    let job: Job
    let imageEnvironment: [String: String]
    let provisions: ServiceProvisions
    let sandbox: Sandbox

    /// Lays the files of job and services and makes the job's working directory.
    func prepare() async throws {
        for file in job.files + provisions.files {
            try await sandbox.write(file.content, to: file.path, mode: file.mode)
        }
        try await addHosts()
        let directory = job.workingDirectory
        let prefix = directory.hasSuffix("/") ? directory : directory + "/"
        // A file below the directory has already made it.
        guard directory != "/", !job.files.contains(where: { $0.path.hasPrefix(prefix) }) else { return }
        let command = Command(arguments: ["mkdir", "-p", "--", directory], environment: environment(of: nil))
        let result = try await sandbox.run(command)
        guard result.termination == .exited(0) else {
            throw SandboxError(stage: "working-directory", subject: directory, mend: result.termination.phrase)
        }
    }

    private func addHosts() async throws {
        guard !provisions.hosts.isEmpty else { return }
        let path = "/etc/hosts"
        var text = String(decoding: try await sandbox.read(path) ?? Array("127.0.0.1\tlocalhost\n".utf8), as: UTF8.self)
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        for (name, address) in provisions.hosts.sorted(by: { $0.key < $1.key }) {
            text += "\(address)\t\(name)\n"
        }
        try await sandbox.write(Array(text.utf8), to: path)
    }

    /// Runs the steps in order up to the first that does not meet its expectation, or through the step named `last`.
    ///
    /// `records` grows step by step, so that a failure of the machinery leaves what came before it.
    func runSteps(through last: String?, into records: inout [StepRecord]) async throws {
        for step in job.steps {
            let result = try await sandbox.run(command(of: step))
            let unmet = step.expectation.unmet(by: result)
            records.append(StepRecord(name: step.name, result: result, unmetExpectation: unmet))
            if case .infrastructure(let stage) = result.termination {
                throw SandboxError(stage: stage, subject: step.name)
            }
            if unmet != nil || step.name == last { return }
        }
    }

    /// The files kept as evidence, sorted by path, and why the first declared one that cannot be had is not among them.
    func outputs() async throws -> (files: [JobFile], problem: OutputProblem?) {
        var contents: [String: [UInt8]] = [:]
        var problem: OutputProblem?
        for path in job.outputs {
            do {
                let files = path.hasSuffix("/") ? try await sandbox.files(under: String(path.dropLast())) : [path]
                if files.isEmpty { problem = problem ?? .missing(path) }
                for file in files where contents[file] == nil {
                    contents[file] = try await sandbox.read(file)
                    if contents[file] == nil { problem = problem ?? .missing(file) }
                }
            } catch let error as SandboxError where error.isOfJob {
                problem = problem ?? .unreadable(error)
            }
        }
        return (contents.sorted { $0.key < $1.key }.map { JobFile(path: $0.key, content: $0.value) }, problem)
    }

    /// Opens an interactive shell where the step named `name` runs, or in the job's working directory.
    func shell(at name: String?) async throws -> Termination {
        let step = job.steps.first { $0.name == name }
        let command = Command(
            arguments: ["sh", "-i"],
            environment: environment(of: step),
            workingDirectory: step?.workingDirectory ?? job.workingDirectory
        )
        return try await sandbox.runInteractively(command)
    }

    private func command(of step: Step) -> Command {
        Command(
            arguments: step.arguments,
            environment: environment(of: step),
            workingDirectory: step.workingDirectory ?? job.workingDirectory
        )
    }

    func environment(of step: Step?) -> [String: String] {
        imageEnvironment.merging(provisions.environment) { $1 }.merging(job.environment) { $1 }.merging(step?.environment ?? [:]) { $1 }
    }
}
