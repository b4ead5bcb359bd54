import Catalog
import Testing

@Suite("Conversations") struct ConversationRendererTests {
    @Test("Everything a question needs is in it") func statesFacts() throws {
        let renderer = try ConversationRenderer()
        for seed in UInt64(0)..<200 {
            let slots = try ConversationSamples.slots(seed: seed)
            let made = try renderer.render(task: "full-pipeline", slots: slots, blocks: ConversationSamples.blocks(for: slots), seed: seed)
            let question = made.messages[1].content
            for name in ["stepName", "commandLine", "artifact"] {
                #expect(question.contains(slots.values[name] ?? "?"), "\(name) in \(question)")
            }
        }
    }
}
