import CIMocks
import Orchestrator
import Witness

/// Work without a network: either a call that asks a server, with what witness says where there is none, and the call that asks nobody; or the whole way, of
/// which no command asks a server. No sandbox has a network, so whatever passes in one is shown to need none.
struct AirGap: TaskType {
    let name = "offline"
    let rego = RegoUse.never
    let takesCertificates = false
    let vocabulary = TaskVocabulary(
        slots: ["askedServer": .init(.code), "networkSession": .init(.code)],
        variants: Set(RemoteService.allCases.map(\.rawValue)).union([wholeWay]))

    /// The variant in which nothing has failed.
    private static let wholeWay = "wholeWayOffline"

    /// The attestors of other platforms ask a server for a token or for metadata.
    func takesPlace(in choice: CIChoice) -> Bool { [nil, .jenkins].contains(choice.platform) }

    func constraint(on project: Project, _ command: CommandPattern) -> Constraint? { .forRepeating(command) }

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        // Loopback is the only device.
        let offline = Step(name: "offline", arguments: ["sh", "-euc", "test \"$(tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ')\" = lo"])
        guard let service = generator.pick(RemoteService.allCases + [nil]) ?? nil else {
            let devices = Exhibit("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '", prints: ["lo"])
            let slots = ConversationSlots(
                values: ["askedServer": "https://archivista.testifysec.io", "networkSession": [devices].fenced], flags: [Self.wholeWay])
            return Exercise(
                turns: [ConversationTurn(slots: slots, blocks: script.blocks)],
                steps: [offline] + [devices].steps + (try bench.pipeline()),
                variant: Self.wholeWay)
        }
        let server = generator.pick(service.servers(domain: String(scene.author.email.split(separator: "@").last ?? ""))) ?? ""
        let asking = Exhibit(service.asking(server, script.calls).text(style: script.style), refusedWith: [service.refusal(server)])
        let ran = [asking.step(named: "shown", environment: ["VAULT_TOKEN": "unused"])].compactMap { $0 }
        let slots = ConversationSlots(
            values: ["askedServer": server, "networkSession": [asking].fenced], flags: [service.rawValue])
        let prepare = script.prepare.map { [$0] } ?? []
        let judging = script.policy + [script.check]
        let shown: [AnswerBlock]
        let steps: [Step]
        switch service {
        case .archivistaUpload, .timestampedRun:
            shown = bench.runAgain
            // Only what is stored elsewhere has been signed already.
            let wasWritten = service == .archivistaUpload ? "test -s" : "test ! -e"
            let look = Step(name: "attestation-check", arguments: ["sh", "-euc", "\(wasWritten) \(scene.paths.attestation)"])
            steps = try bench.steps([script.keys] + prepare) + ran + [look] + bench.steps(shown + script.judging)
        case .vaultKey:
            shown = [script.keys, script.run]
            steps = try bench.steps(prepare) + ran + bench.steps(shown + script.judging)
        case .timestampedPolicy:
            shown = [script.sign]
            steps = try bench.steps(script.attesting + judging) + ran + bench.steps(shown + [script.verify])
        case .archivistaQuery:
            shown = [script.verify]
            steps = try bench.steps(script.attesting + judging + [script.sign]) + ran + bench.steps(shown)
        }
        return Exercise(turns: [ConversationTurn(slots: slots, blocks: shown)], steps: [offline] + steps, variant: service.rawValue)
    }
}
