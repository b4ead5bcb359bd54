import SystemPackage
import TestSupport

/// A user's catalog in a directory of its own.
enum TemporaryCatalog {
    /// Writes the files, calls the body with the directory, and removes it.
    static func with<Result>(_ files: [String: String], _ body: (FilePath) throws -> Result) throws -> Result {
        let directory = try TemporaryDirectory()
        for (name, text) in files { try directory.write(text.utf8, to: name) }
        return try body(directory.path)
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
