import Orchestrator

/// A verification with faults and their mends, one after the other as witness finds them.
struct RepairScript {
    private let bench: Workbench
    /// In the order in which witness finds them.
    private let faults: [VerificationFault]

    init(_ faults: [VerificationFault], at bench: Workbench) {
        self.bench = bench
        self.faults = faults.sorted { $0.stage < $1.stage }
    }

    /// For each fault what the user shows and what the answer does about it.
    var turns: [ConversationTurn] {
        faults.enumerated().map { index, fault in
            let exhibits = [refusal(of: fault, at: index, isShown: index == 0)] + fault.looks(bench)
            var slots = ConversationSlots(
                values: ["session": exhibits.fenced, "wrong": fault.wrong(bench), "right": fault.right(bench)],
                flags: [fault.rawValue])
            if fault == .deniedByRego, let rule = bench.scene.rules.first {
                slots.values["demand"] = rule.requirement
                slots.values["regoFile"] = bench.scene.paths.file(rule.name + ".rego")
            }
            return ConversationTurn(part: index == 0 ? nil : "next", slots: slots, blocks: mend(of: fault, at: index))
        }
    }

    /// Everything that happens, from the attested run to the verification that passes.
    func steps() throws -> [Step] {
        let script = bench.script
        var steps = try bench.steps(script.attesting + script.rego + script.policy)
        let spoiling = faults.flatMap { $0.spoiling(bench) }
        if !spoiling.isEmpty { steps.append(Step(name: "spoil", arguments: ["bash", "-euc", spoiling.joined(separator: "\n")])) }
        if faults.first != .unsignedPolicy { steps += try bench.steps([script.sign]) }
        for (index, fault) in faults.enumerated() {
            let refusal = refusal(of: fault, at: index, isShown: true)
            if index == 0 { steps += [refusal].steps }
            steps += fault.looks(bench).steps
            var mended = try bench.steps(mend(of: fault, at: index))
            if index + 1 < faults.count, var last = mended.popLast() {
                last.expectation = self.refusal(of: faults[index + 1], at: index + 1, isShown: true).expectation
                mended.append(last)
            }
            steps += mended
        }
        return steps
    }

    /// The verification as it is called once the faults before this one are mended, refused because of it.
    private func refusal(of fault: VerificationFault, at index: Int, isShown: Bool) -> Exhibit {
        Exhibit(isShown ? call(from: index) : nil, refusedWith: fault.refusal(bench))
    }

    private func mend(of fault: VerificationFault, at index: Int) -> [AnswerBlock] {
        let edits = fault.mend(bench)
        let signature = edits.isEmpty && fault != .unsignedPolicy ? [] : [bench.script.sign]
        return edits + signature + [AnswerBlock(kind: .verify, code: call(from: index + 1))]
    }

    /// The call of `witness verify` while the faults from this one on are not mended.
    private func call(from index: Int) -> String {
        faults[index...].reduce(bench.script.calls.verify) { $1.call($0, bench.scene) }.text(style: bench.script.style)
    }
}
