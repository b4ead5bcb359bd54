import Glibc
import Subprocess
import SystemPackage

/// Where the programs of others are: as named, else on `PATH`.
struct ProgramFinder: Sendable {
    /// Paths by the name of the program.
    let named: [String: FilePath]

    func path(of program: String) -> FilePath? {
        if let path = named[program] { return path }
        let directories = getenv("PATH").map { String(cString: $0) } ?? ""
        return directories.split(separator: ":").map { FilePath(String($0)).appending(program) }.first { access($0.string, X_OK) == 0 }
    }

    /// Every peer that this machine has and that runs here; the others with the reason.
    func contenders(workshop: Workshop) async throws -> (present: [Contender], absent: [String]) {
        var present: [Contender] = []
        var absent: [String] = []
        for peer in Peer.all {
            guard let program = path(of: peer.program) else {
                absent.append("\(peer.name): \(peer.program) is not installed")
                continue
            }
            if let option = peer.neededOption, try await !help(of: program).contains(option) {
                absent.append("\(peer.name): this version has no \(option)")
                continue
            }
            let contender = Contender(
                name: peer.name,
                root: peer.root,
                launcher: .probe(
                    mode: peer.needsUnifiedCgroups && workshop.isForRoot ? "spawn-unified" : "spawn",
                    command: [program.string] + peer.arguments(workshop, self)
                )
            )
            do {
                _ = try await contender.measure(workers: 1, launches: 1, in: workshop)
                present.append(contender)
            } catch let error as BenchmarkError {
                absent.append("\(peer.name): cannot run here: \(error.firstLine)")
            }
        }
        return (present, absent)
    }

    private func help(of program: FilePath) async throws -> String {
        try await Subprocess.run(.path(program), arguments: ["--help"], output: .string(limit: 1 << 16), error: .discarded).standardOutput
    }
}
