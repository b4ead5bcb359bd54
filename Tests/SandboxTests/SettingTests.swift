import Glibc
import Sandbox
import SystemPackage
import TestSupport
import Testing

/// The first run of the tests is made by whoever asked for it and with user namespaces. Root can have the rest too.
@Suite("The same tests in every setting", .enabled(if: geteuid() == 0 && getenv(SandboxBackend.testedVariable) == nil, "for root's own run"))
struct SettingTests {
    @Test(arguments: Setting.possible.filter { $0 != .namespace }) func everyTestPassesHereToo(setting: Setting) async throws {
        let products = Products.executable.removingLastComponent().string
        let bundle = try #require(Products.executable.lastComponent).string
        let command = setting.command(bundle, ["--testing-library", "swift-testing", "--filter", "^SandboxTests"], products: products)
        let run = try await HostCommand.runAside(command, environment: [SandboxBackend.testedVariable: setting.backend])
        let lines = (run.output + run.errors).split(separator: "\n")
        let failures = lines.filter { $0.hasPrefix("✘") }
        #expect(run.exitCode == 0, "\(failures.isEmpty ? Array(lines.suffix(20)) : failures)")
        #expect(lines.count { $0.hasPrefix("✔ Test ") } >= 80, "\(lines.filter { $0.contains("skipped") })")
    }
}
