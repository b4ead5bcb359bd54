import ArgumentParser

@main
struct WitnessBox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "witnessbox", abstract: "Verified training examples for the witness CLI.")
}
