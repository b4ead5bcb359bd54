import Basics
import CIMocks
import Subprocess
import SystemPackage
import TestSupport
import Testing

@Suite("A repository that git has yet to make")
struct GitRepositoryTests {
    static let checkouts: [GitCheckout] = [
        .initial(branch: "main"),
        .branch("release", isDetached: false),
        .branch("release", isDetached: true),
        .tag("v1.0.0", of: "main"),
        .change(source: "fix/rounding", target: "main"),
        .merge(number: 7, source: "fix/rounding", target: "main"),
    ]

    /// Names that sort differently as files and as directories, a file that may be executed, an empty one, and bytes that are no text.
    static let files = [
        GitFile(path: "README.md", isExecutable: false, content: Array("# Tally\n".utf8)),
        GitFile(path: "cmd-line", isExecutable: true, content: Array("#!/bin/sh\n".utf8)),
        GitFile(path: "cmd/a/b.txt", isExecutable: false, content: []),
        GitFile(path: "cmd.txt", isExecutable: false, content: [0, 0xff, 0xfe]),
    ]

    /// What git itself says in a fresh directory with the files, after the lines and one more.
    private func git(_ repository: GitRepository, then line: String) async throws -> (succeeded: Bool, output: String) {
        let directory = try TemporaryDirectory()
        for file in repository.files {
            try directory.write(file.content, to: file.path)
        }
        let executable = repository.files.filter(\.isExecutable).map { "chmod +x \(ShellWords.quoted($0.path))" }
        let script = (["cd \"$1\""] + executable + repository.lines + [line]).joined(separator: "\n")
        let result = try await run(
            .name("sh"),
            arguments: ["-euc", script, "sh", directory.path.string],
            environment: .inherit.updating(["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"]),
            output: .string(limit: 1 << 20),
            error: .discarded
        )
        return (result.terminationStatus.isSuccess, result.standardOutput)
    }

    private func repository(_ checkout: GitCheckout, files: [GitFile] = files) -> GitRepository {
        GitRepository(
            files: files, adding: "README.md", checkout: checkout, remote: "https://git.acme.example/acme/tally.git",
            author: GitAuthor(name: "Ada O'Brandt", email: "ada@acme.example"), messages: ("Start", "It's done"), time: 1_715_000_000)
    }

    @Test("has the commit that git comes to", arguments: checkouts)
    func commit(checkout: GitCheckout) async throws {
        let repository = repository(checkout)
        let result = try await git(repository, then: "git rev-parse HEAD 'HEAD^{tree}'; git status --short")
        #expect(result.succeeded)
        #expect(result.output == "\(repository.commit.id)\n\(repository.commit.tree)\n")
    }

    @Test("knows the parents of what is checked out", arguments: checkouts)
    func parents(checkout: GitCheckout) async throws {
        let repository = repository(checkout)
        let result = try await git(repository, then: "git log -1 --format=%P")
        let expected = [repository.previous?.id, repository.head.flatMap { $0 == repository.commit ? nil : $0.id }].compactMap { $0 }
        #expect(result.output == expected.joined(separator: " ") + "\n")
    }

    @Test("is on a branch unless it says that it is detached", arguments: checkouts)
    func branch(checkout: GitCheckout) async throws {
        let result = try await git(repository(checkout), then: "git symbolic-ref -q HEAD || echo detached")
        #expect((result.output == "detached\n") == checkout.isDetached)
    }

    @Test("fails to be made of other files")
    func otherFiles() async throws {
        let repository = repository(.initial(branch: "main"))
        let result = try await git(
            repository, then: "echo more > more.txt; git add -A; git commit -q --amend --no-edit; \(repository.lines.last ?? "")")
        #expect(!result.succeeded)
    }
}
