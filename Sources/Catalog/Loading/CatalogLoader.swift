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
    var gated: Set<String> = []
    var regoKinds: [String: RegoKind] = [:]
    var followUps: [String: FollowUp] = [:]
    var names = NameLists()
    /// Where each command and Rego kind was read, for mistakes that show only when all files are known.
    var origins: [String: CatalogEntry] = [:]
    let log: MistakeLog<CatalogMistake>

    /// A loader that has read nothing.
    init(log: MistakeLog<CatalogMistake>) {
        self.log = log
    }

    /// Reads the files of one directory.
    mutating func read(_ files: [CatalogFile]) {
        var seen: Set<String> = []
        for file in files {
            let parts = file.path.split(separator: "/").map(String.init)
            switch (parts.first, parts.count) {
            case ("projects", 4) where parts[3] == "project.yaml":
                readProject(file, language: parts[1], name: parts[2], among: files)
            case ("commands", 2) where file.path.hasSuffix(".yaml"):
                for entry in CatalogEntry.read(file, log: log) { readCommand(entry, seen: &seen) }
            case ("rego", 2) where file.path.hasSuffix(".yaml"):
                for entry in CatalogEntry.read(file, log: log) { readRegoKind(entry, seen: &seen) }
            case ("steps.yaml", 1):
                for entry in CatalogEntry.read(file, log: log) { readStep(entry, seen: &seen) }
            case ("tasks.yaml", 1):
                for entry in CatalogEntry.read(file, log: log) { readTask(entry, seen: &seen) }
            case ("follow-ups.yaml", 1):
                for entry in CatalogEntry.read(file, log: log) { readFollowUp(entry, seen: &seen) }
            case ("axes.yaml", 1):
                for entry in CatalogEntry.read(file, log: log) { readAxes(entry, seen: &seen) }
            default:
                continue
            }
        }
    }

    /// The finished catalog.
    /// - Throws: ``CatalogError`` with every mistake noted so far and those that show only now.
    func catalog(version: String, conversations: ConversationRenderer) throws -> Catalog {
        for (id, command) in commands.sorted(by: { $0.key < $1.key }) {
            if let origin = origins["command \(id)"] { check(command, from: origin) }
        }
        for (id, kind) in regoKinds.sorted(by: { $0.key < $1.key }) where !attestors.union(Attestor.alwaysOn).contains(kind.attestor) {
            origins["rego \(id)"]?.note(at: "attestor", "no example is asked for '\(kind.attestor.name)'; add it to the attestors of axes.yaml")
        }
        guard log.mistakes.isEmpty else {
            throw CatalogError(mistakes: log.mistakes.sorted { ($0.file, $0.line ?? 0, $0.message) < ($1.file, $1.line ?? 0, $1.message) })
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
            gated: gated,
            regoKinds: regoKinds.values.sorted { $0.id < $1.id },
            followUps: followUps.values.sorted { $0.id < $1.id },
            names: names,
            conversations: conversations,
            version: version
        )
    }

    /// The name of an entry, which no other entry of the same kind in one directory may have.
    func identifier(of entry: CatalogEntry, key: String = "id", kind: String, seen: inout Set<String>) -> String {
        let name = entry.string(key)
        if !name.isEmpty, !seen.insert("\(kind) \(name)").inserted { entry.note(at: key, "the \(kind) '\(name)' occurs twice in this catalog") }
        return name
    }

    private func check(_ command: CommandPattern, from origin: CatalogEntry) {
        for step in command.stepNames where steps[step] == nil {
            origin.note(
                at: "step_names", "no step is called '\(step)'; add it to steps.yaml or use one of \(stepOrder.joined(separator: ", "))")
        }
        let applicable = projects.values.filter(command.applies).sorted { $0.id < $1.id }
        let unknown = command.languages.filter { language in !projects.values.contains { $0.language == language } }
        for language in unknown {
            origin.note(at: "languages", "no project is written in '\(language)'; add one below projects/\(language)/")
        }
        if applicable.isEmpty, unknown.isEmpty, !command.languages.isEmpty {
            origin.note(at: "projects", "the command '\(command.id)' applies to no project")
        }
        let texts =
            [("run", command.run), ("artifact", command.artifact)] + command.phrases.map { ("phrases", $0) }
            + command.nouns.map { ("nouns", $0) } + command.prepare.map { ("prepare", $0) } + command.products.map { ("products", $0) }
            + command.environment.values.sorted().map { ("environment", $0) } + command.files.values.sorted().map { ("files", $0) }
        let values = command.choices.values.flatMap(\.self).sorted().map { ("choices", $0) }
        // All projects of a language are alike, so that the first that lacks a variable stands for the others.
        var told: Set<String> = []
        for project in applicable {
            for (key, text) in texts + values {
                for name in SlotText.names(in: text) where project.slots[name] == nil && (key == "choices" || command.choices[name] == nil) {
                    guard told.insert("\(key) \(name)").inserted else { continue }
                    origin.note(at: key, "the project \(project.id) has no variable '\(name)'; declare it in its project.yaml")
                }
            }
            for name in command.choices.keys.sorted() where project.slots[name] != nil && told.insert(name).inserted {
                origin.note(at: "choices", "'\(name)' is also a variable of the project \(project.id); call it something else")
            }
        }
    }
}
