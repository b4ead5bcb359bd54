import Orchestrator
import Witness

extension CatalogLoader {
    mutating func readProject(_ file: CatalogFile, language: String, name: String, among files: [CatalogFile]) {
        guard let entry = CatalogEntry.read(file, log: log).first else { return }
        entry.allow(["name", "language", "summary", "version", "lockfile", "maven", "variables"])
        for (key, expected) in [("name", name), ("language", language)] where ![expected, ""].contains(entry.string(key)) {
            entry.note(at: key, "expected '\(expected)', which is what the directory is called")
        }
        let folder = "projects/\(language)/\(name)/files/"
        let content = files.filter { $0.path.hasPrefix(folder) }.map {
            JobFile(path: String($0.path.dropFirst(folder.count)), mode: $0.mode, content: $0.content)
        }
        if content.isEmpty { entry.note(at: "name", "the project has no files; expected them in files/ beside this file") }
        let paths = Set(content.map(\.path))
        let lockfile = entry.has("lockfile") ? entry.string("lockfile") : nil
        if let lockfile, !lockfile.isEmpty {
            if !Lockfile.names.contains(lockfile) {
                let known = Lockfile.names.sorted().joined(separator: ", ")
                entry.note(at: "lockfile", "witness does not know '\(lockfile)'; expected one of \(known)")
            } else if !paths.contains(lockfile) {
                entry.note(at: "lockfile", "there is no files/\(lockfile)")
            }
        }
        let maven = entry.bool("maven")
        if let maven, maven != paths.contains("pom.xml") {
            entry.note(at: "maven", "expected \(!maven), because files/pom.xml \(maven ? "does not exist" : "exists")")
        }
        let project = Project(
            name: name,
            language: language,
            summary: entry.string("summary"),
            version: entry.string("version"),
            lockfile: lockfile,
            maven: maven ?? false,
            variables: entry.texts("variables"),
            files: content
        )
        projects[project.id] = project
    }
}
