import ArgumentParser
import Glibc
import Subprocess
import SystemPackage

/// Compares the launch of a sandbox with its peers in one interleaved loop: every round runs each contender once, so that a busy minute
/// of the machine falls on all of them alike.
@main
struct LaunchBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch-benchmark",
        abstract: "Launches per second of WitnessBox, bare C probes, a plain process and every peer that is installed, side by side.",
        discussion: """
            A launch makes a sandbox, runs one command in it that ends at once, and takes it down again. CPU is user and system time of the \
            launcher and all that it collects, kernel that of the machine's kernel threads meanwhile, KiB what the machine's memory grows by \
            for a sandbox that lives, with its launcher. Nothing else should run on the machine.
            """
    )

    @Option(help: "Workers that launch at the same time, one table each.")
    var workers: [Int] = []
    @Option(help: "Launches of each contender in a round.")
    var launches: Int?
    @Option(help: "Rounds.")
    var rounds: Int?
    @Flag(help: "Fewer workers, rounds and launches.")
    var quick = false
    @Option(help: ArgumentHelp("A program of others that is not on PATH, or another one than there.", valueName: "name=path"))
    var program: [String] = []
    @Option(help: "Only the contenders whose names begin so.")
    var only: [String] = []
    @Flag(inversion: .prefixedNo, help: "As root, measure also as an ordinary user.")
    var alsoAsUser = true
    @Option(help: .hidden)
    var workshop: String?

    /// No user of Debian's or systemd's, as the one that root's sandboxes run as.
    private static let ordinaryUser: uid_t = 60607

    func run() async throws {
        let ratio: Double?
        if let workshop {
            let place = Workshop(path: FilePath(workshop))
            ratio = try await compare(in: place)
            try place.keep(ratio: ratio)
            return
        } else if geteuid() == 0 && alsoAsUser {
            let userRatio = try await compareAsUser()
            let rootRatio = try await compareInWorkshop()
            ratio = [userRatio, rootRatio].compactMap(\.self).min()
        } else {
            ratio = try await compareInWorkshop()
        }
        say("ratio bubblewrap: \(ratio.map { "\($0.rounded(toPlaces: 2))" } ?? "not measured")")
    }

    private func compareInWorkshop() async throws -> Double? {
        try await Workshop.with(user: geteuid()) { try await compare(in: $0) }
    }

    /// The same by a process of that user; what it prints comes out here.
    private func compareAsUser() async throws -> Double? {
        let user = "\(LaunchBenchmark.ordinaryUser)"
        return try await Workshop.with(user: LaunchBenchmark.ordinaryUser) { workshop in
            let identity = ["--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all"]
            let arguments =
                identity + [workshop.program("launch-benchmark").string] + CommandLine.arguments.dropFirst() + ["--workshop", workshop.path.string]
            let outcome = try await Subprocess.run(
                .name("setpriv"), arguments: Arguments(arguments), output: .currentStandardOutput, error: .currentStandardError)
            guard outcome.terminationStatus.isSuccess else {
                throw BenchmarkError(description: "the run as user \(user) failed: \(outcome.terminationStatus)")
            }
            return workshop.keptRatio
        }
    }

    /// Measures and prints; returns how many times bubblewrap's launches WitnessBox has, where it has least.
    private func compare(in workshop: Workshop) async throws -> Double? {
        say("as \(workshop.isForRoot ? "root" : "user \(geteuid())")")
        let (peers, absent) = try await ProgramFinder(named: namedPrograms()).contenders(workshop: workshop)
        for line in absent {
            say(line)
        }
        let contenders = (Contender.own(workshop: workshop) + peers).filter { contender in
            only.isEmpty || only.contains { contender.name.hasPrefix($0) }
        }
        let starters = try await Starter.all(contenders, in: workshop)
        var tables: [Table] = []
        for workers in workers.isEmpty ? (quick ? [1, 2, 8] : [1, 2, 4, 8, 32]) : workers {
            let table = try await measure(starters, workers: workers, in: workshop)
            say(table.text)
            tables.append(table)
        }
        return report(tables, hasWritable: peers.contains { $0.name == "bubblewrap" })
    }

    private func measure(_ starters: [Starter], workers: Int, in workshop: Workshop) async throws -> Table {
        var measurements = [Measurement](repeating: Measurement(), count: starters.count)
        for round in 0..<(rounds ?? (quick ? 2 : 3)) {
            for (index, starter) in starters.enumerated() where round == 0 || !starter.isSlow {
                let count = starter.isSlow ? max(4 / workers, 1) : max((launches ?? (quick ? 128 : 256)) / workers, 8)
                measurements[index].add(try await starter.contender.measure(workers: workers, launches: count, in: workshop))
            }
        }
        return Table(workers: workers, rows: zip(starters, measurements).map { ($0.contender, $1, $0.memory) })
    }

    /// Prints how many times the launches of others WitnessBox has, where it has least; returns that of bubblewrap with the same function.
    private func report(_ tables: [Table], hasWritable: Bool) -> Double? {
        let names = tables[0].rows.map(\.contender.name).filter { $0 != Contender.witnessBox }
        let ratios = names.compactMap { name in tables.compactMap { $0.ratio(to: name) }.min().map { (name, $0) } }
        let list = ratios.map { "\($0) \($1.rounded(toPlaces: 2))" }.joined(separator: ", ")
        say("lowest ratios to: \(list)")
        let rival = hasWritable ? "bubblewrap" : "bubblewrap, read-only"
        guard let ratio = ratios.first(where: { $0.0 == rival })?.1 else { return nil }
        let function =
            hasWritable ? "both with a fresh writable root" : "a fresh writable root against its read-only one, which is all that this version has"
        say("ratio bubblewrap as \(geteuid() == 0 ? "root" : "user"): \(ratio.rounded(toPlaces: 2)), \(function)\n")
        return ratio
    }

    /// Prints a line that is seen at once, wherever it goes.
    private func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    private func namedPrograms() throws -> [String: FilePath] {
        try program.reduce(into: [:]) { named, entry in
            let parts = entry.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { throw ValidationError("--program takes NAME=PATH, not '\(entry)'") }
            named[String(parts[0])] = FilePath(String(parts[1]))
        }
    }
}
