import ArgumentParser

/// `witnessbox doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "Say what this host lacks, and how to mend it.")

    func run() async throws {}
}
