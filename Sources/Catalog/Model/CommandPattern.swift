import Witness

/// Something that `witness run` may be asked to run, in words that fit several projects.
///
/// Texts may hold `{{name}}` places, filled from ``Project/slots`` and from ``choices``.
public struct CommandPattern: Sendable, Hashable {
    /// Unique in the catalog.
    public var id: String
    /// The languages it applies to.
    public var languages: [String]
    /// The only projects it applies to; empty means all of those languages.
    public var projects: [String]
    /// What kind of work it does.
    public var category: CommandCategory
    /// Verb phrases that can follow "I want to".
    public var phrases: [String]
    /// Noun phrases of which each determines the command line for whoever knows the tool; empty when only the line itself does.
    public var nouns: [String]
    /// What the command's texts may be told by in several ways, such as the name of an output file; an example uses one value of each.
    public var choices: [String: [String]]
    /// Files that the command reads and that are committed with the project's own, by path.
    public var files: [String: String]
    /// Shell lines that run before witness does.
    public var prepare: [String]
    /// The words after `--`, as typed into a POSIX shell.
    public var run: String
    /// The file to verify.
    public var artifact: String
    /// Further files that the run makes for certain.
    public var products: [String]
    /// What an attestor finds in the artifact; no other product may be taken for it.
    public var yields: CommandYield?
    /// The program that does the work.
    public var tool: String
    /// Attestors that fail on what the command leaves behind.
    public var excludes: Set<Attestor>
    /// Executables that must be in the image.
    public var requires: [String]
    /// Variables for `prepare` and `run`.
    public var environment: [String: String]
    /// User plus system time of `prepare` and `run`.
    public var cpuSeconds: Double
    /// Step names that suit it, most natural first.
    public var stepNames: [String]

    /// Whether the command applies to a project.
    public func applies(to project: Project) -> Bool {
        languages.contains(project.language) && (projects.isEmpty || projects.contains(project.name))
    }

    /// Format of the bill of materials among the products, if there is one.
    public var sbom: CommandYield? {
        yields.flatMap { $0.sbomFormat == nil ? nil : $0 }
    }

    /// Tool and format of the bill of materials, such as `syft-spdx`, or `none`.
    public var sbomName: String {
        guard let format = sbom?.sbomFormat else { return "none" }
        return "\(tool)-\(format.rawValue)"
    }
}
