import Subprocess
import SystemPackage

/// A short script for a Python of this host, for what only libraries of that language do.
struct PythonScript {
    private static let mostOutput = 64 << 20

    /// The stage that its failures belong to.
    var stage: String
    /// The packages that it needs, as pip knows them.
    var packages: String
    /// The script.
    var text: String

    /// Runs the script and returns what it prints.
    /// - Parameter python: a path, or a name to look for on `PATH`.
    /// - Throws: ``DatasetError`` when there is no such Python or the script fails, as it does without its packages.
    func callAsFunction(_ arguments: [String], python: String) async throws -> String {
        let executable: Executable = python.contains("/") ? .path(FilePath(python)) : .name(python)
        do {
            let result = try await run(
                executable, arguments: Arguments(["-c", text] + arguments), output: .string(limit: Self.mostOutput), error: .string(limit: 1 << 16))
            guard result.terminationStatus.isSuccess else {
                throw failure(result.standardError.split(separator: "\n").last.map(String.init) ?? "\(result.terminationStatus)", python)
            }
            return result.standardOutput
        } catch let error as SubprocessError {
            throw failure("\(error)", python)
        }
    }

    private func failure(_ cause: String, _ python: String) -> DatasetError {
        DatasetError(
            stage: stage,
            subject: python,
            cause: cause,
            mend: "install \(packages) ('pip install \(packages)'), or name a Python that has \(packages) with --python"
        )
    }
}
