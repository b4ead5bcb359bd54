import CIMocks
import Witness

/// Collects the entries of several directories and checks that they fit together.
struct CatalogLoader {
    var projects: [String: Project] = [:]
    var commands: [String: CommandPattern] = [:]
    var steps: [String: StepName] = [:]
    var stepOrder: [String] = []
    var tasks: [String: TaskChoice] = [:]
    var languageNames: [String: String] = [:]
    var signers: [String: Signer] = [:]
    var attestors: Set<Attestor> = []
    var ci: [String: CIChoice] = [:]
    var triggers: [CITrigger: [String]] = [:]
    var regoKinds: [String: RegoKind] = [:]
    var followUps: [String: FollowUp] = [:]
    var names = NameLists()
    /// Where each command and project was read, for mistakes that show only when all files are known.
    var origins: [String: CatalogEntry] = [:]

    /// Reads the files of one directory.
    mutating func read(_ files: [CatalogFile]) throws {
        var seen: Set<String> = []
        for file in files {
            let parts = file.path.split(separator: "/").map(String.init)
            switch (parts.first, parts.count) {
            case ("projects", 4) where parts[3] == "project.yaml":
                try readProject(file, language: parts[1], name: parts[2], among: files)
            case ("commands", 2) where file.path.hasSuffix(".yaml"):
                for entry in try CatalogEntry.read(file) { try readCommand(entry, seen: &seen) }
            case ("rego", 2) where file.path.hasSuffix(".yaml"):
                for entry in try CatalogEntry.read(file) { try readRegoKind(entry, seen: &seen) }
            case ("steps.yaml", 1):
                for entry in try CatalogEntry.read(file) { try readStep(entry, seen: &seen) }
            case ("tasks.yaml", 1):
                for entry in try CatalogEntry.read(file) { try readTask(entry, seen: &seen) }
            case ("follow-ups.yaml", 1):
                for entry in try CatalogEntry.read(file) { try readFollowUp(entry, seen: &seen) }
            case ("axes.yaml", 1):
                for entry in try CatalogEntry.read(file) { try readAxes(entry, seen: &seen) }
            default:
                continue
            }
        }
    }

    /// The finished catalog.
    func catalog(version: String, conversations: ConversationRenderer) throws -> Catalog {
        for (id, command) in commands.sorted(by: { $0.key < $1.key }) {
            try check(command, from: origins["command \(id)"])
        }
        return Catalog(
            projects: projects.values.sorted { ($0.language, $0.name) < ($1.language, $1.name) },
            commands: commands.values.sorted { $0.id < $1.id },
            steps: stepOrder.compactMap { steps[$0] },
            tasks: tasks.values.sorted { $0.name < $1.name },
            languageNames: languageNames,
            signers: signers.values.sorted { $0.id < $1.id },
            attestors: attestors.sorted { $0.name < $1.name },
            ci: ci.values.sorted { $0.id < $1.id },
            triggers: triggers,
            regoKinds: regoKinds.values.sorted { $0.id < $1.id },
            followUps: followUps.values.sorted { $0.id < $1.id },
            names: names,
            conversations: conversations,
            version: version
        )
    }

    /// Refuses a second entry of the same name in one directory.
    func note(_ name: String, at entry: CatalogEntry, key: String, seen: inout Set<String>) throws {
        guard seen.insert(name).inserted else { throw entry.mistake(at: key, "\(name) occurs twice in this catalog") }
    }

    private func check(_ command: CommandPattern, from origin: CatalogEntry?) throws {
        func mistake(_ key: String, _ message: String) -> CatalogError {
            origin?.mistake(at: key, message) ?? CatalogError(file: command.id, message: message)
        }
        for step in command.stepNames where steps[step] == nil {
            throw mistake("step_names", "no step is called '\(step)'; add it to steps.yaml or use one of \(stepOrder.joined(separator: ", "))")
        }
        let applicable = projects.values.filter(command.applies).sorted { $0.id < $1.id }
        for language in command.languages where !projects.values.contains(where: { $0.language == language }) {
            throw mistake("languages", "no project is written in '\(language)'; add one below projects/\(language)/")
        }
        guard !applicable.isEmpty else { throw mistake("projects", "the command '\(command.id)' applies to no project") }
        let texts =
            [("run", command.run), ("artifact", command.artifact)] + command.phrases.map { ("phrases", $0) }
            + command.nouns.map { ("nouns", $0) } + command.prepare.map { ("prepare", $0) } + command.products.map { ("products", $0) }
            + command.environment.values.sorted().map { ("environment", $0) }
        let values = command.choices.values.flatMap(\.self).sorted().map { ("choices", $0) }
        for project in applicable {
            for (key, text) in texts + values {
                for name in SlotText.names(in: text) where project.slots[name] == nil && (key == "choices" || command.choices[name] == nil) {
                    throw mistake(key, "the project \(project.id) has no variable '\(name)'; declare it in its project.yaml")
                }
            }
            if let name = command.choices.keys.sorted().first(where: { project.slots[$0] != nil }) {
                throw mistake("choices", "'\(name)' is also a variable of the project \(project.id); call it something else")
            }
        }
    }
}
