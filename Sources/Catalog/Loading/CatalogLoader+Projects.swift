import Orchestrator
import Witness

extension CatalogLoader {
    mutating func readProject(_ file: CatalogFile, language: String, name: String, among files: [CatalogFile]) throws {
        guard let entry = try CatalogEntry.read(file).first else {
            throw CatalogError(file: file.name, message: "expected the keys of a project")
        }
        try entry.allow(["name", "language", "summary", "version", "lockfile", "maven", "variables"])
        for (key, expected) in [("name", name), ("language", language)] where try entry.string(key) != expected {
            throw entry.mistake(at: key, "expected '\(expected)', which is what the directory is called")
        }
        let folder = "projects/\(language)/\(name)/files/"
        let content = files.filter { $0.path.hasPrefix(folder) }.map {
            JobFile(path: String($0.path.dropFirst(folder.count)), mode: $0.mode, content: $0.content)
        }
        guard !content.isEmpty else { throw CatalogError(file: file.name, message: "the project has no files; expected them in files/ beside it") }
        let paths = Set(content.map(\.path))
        let lockfile = entry.has("lockfile") ? try entry.string("lockfile") : nil
        if let lockfile {
            guard Lockfile.names.contains(lockfile) else {
                throw entry.mistake(
                    at: "lockfile", "witness does not know '\(lockfile)'; expected one of \(Lockfile.names.sorted().joined(separator: ", "))")
            }
            guard paths.contains(lockfile) else { throw entry.mistake(at: "lockfile", "there is no files/\(lockfile)") }
        }
        let maven = try entry.bool("maven")
        guard maven == paths.contains("pom.xml") else {
            throw entry.mistake(at: "maven", "expected \(!maven), because files/pom.xml \(maven ? "does not exist" : "exists")")
        }
        let project = Project(
            name: name,
            language: language,
            summary: try entry.string("summary"),
            version: try entry.string("version"),
            lockfile: lockfile,
            maven: maven,
            variables: try entry.texts("variables"),
            files: content
        )
        projects[project.id] = project
    }
}
