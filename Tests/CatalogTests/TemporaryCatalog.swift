import Foundation
import SystemPackage

/// A user's catalog in a directory of its own.
enum TemporaryCatalog {
    /// Writes the files, calls the body with the directory, and removes it.
    static func with<Result>(_ files: [String: String], _ body: (FilePath) throws -> Result) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appending(component: "catalog-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        for (name, text) in files {
            let file = url.appending(path: name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try body(FilePath(url.path))
    }

    /// A project in a language of its own, and a command for it.
    static let shell: [String: String] = [
        "projects/shell/greeter/project.yaml": """
        name: greeter
        language: shell
        summary: a shell script that greets
        version: 1.0.0
        lockfile: null
        maven: false
        variables: {script: greet.sh}
        """,
        "projects/shell/greeter/files/greet.sh": "echo hello\n",
        "commands/shell.yaml": command,
    ]

    static let command = """
        - id: copy-script
          languages: [shell]
          projects: []
          category: package
          phrases: [copy the script]
          prepare: []
          run: cp {{script}} released.sh
          artifact: released.sh
          products: []
          yields: []
          tool: cp
          requires: [cp]
          environment: {}
          cpuSeconds: 0.01
          step_names: [package, release]
        """
}
