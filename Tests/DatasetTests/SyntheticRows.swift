import Catalog

/// Rows that look like the catalog's, drawn from their index alone.
enum SyntheticRows {
    static let attestors = [
        "git", "environment", "lockfiles", "sbom", "maven", "sarif", "secretscan", "link", "slsa", "omnitrail", "system-packages",
    ]
    static let commands = ["go-build", "go-test", "npm-test", "npm-pack", "mvn-package", "cargo-build", "pytest", "ruff", "syft", "tar"]

    static func row(_ index: Int) -> TrainingRow {
        var draw = Draw(state: UInt64(index) &* 0x9e37_79b9_7f4a_7c15)
        let chosen = attestors.filter { _ in draw.next(3) == 0 }.sorted()
        let command = commands[draw.next(commands.count)]
        let step = ["build", "test", "package", "scan", "release"][draw.next(5)]
        let openings = ["We need", "Please give me", "For the audit I want", "Show", "How do I get", "Could you write"]
        let ends = [
            "before Friday.", "on our build host.", "so that nobody can alter it later.", "and keep it short.", "for release \(draw.next(90)).9.",
        ]
        let question = """
            \(openings[draw.next(6)]) a signed record of step \(step) when `\(command)` runs, with \(chosen.joined(separator: ", ")) noted, \
            \(ends[draw.next(5)]) The project is called \(words[draw.next(words.count)])-\(words[draw.next(words.count)]).
            """
        let answer = """
            ```sh
            witness run --step \(step) --signer-file-key-path key.pem --outfile \(step).json --attestations \(chosen.joined(separator: ",")) -- \(command)
            ```
            The collection is in `\(step).json`.
            """
        return TrainingRow(
            id: "7-\(String(repeating: "0", count: 6 - String(index).count))\(index)",
            messages: [
                ChatMessage(role: .system, content: "You help with witness."), ChatMessage(role: .user, content: question),
                ChatMessage(role: .assistant, content: answer),
            ],
            metadata: ExampleAxes(
                task: "run-line", language: ["go", "node", "java", "rust", "python"][draw.next(5)], template: "plain", command: command,
                commandCategory: "build", step: step, attestors: chosen, ci: "none", rego: draw.next(2) == 0 ? [] : ["git-branch"], signer: "ed25519",
                sbom: "none", questionFrame: "frame-\(draw.next(6))", answerFrame: "plain"
            )
        )
    }

    private static let words = [
        "amber", "birch", "cobalt", "delta", "ember", "fjord", "grove", "harbor", "iris", "juniper", "kelp", "lagoon", "maple", "nectar", "opal",
        "pine",
        "quartz", "river", "sable", "tundra", "umber", "violet", "willow", "xenon", "yarrow", "zephyr",
    ]

    private struct Draw {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
        }
    }
}
