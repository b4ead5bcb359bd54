import Glibc
import Sandbox
import SystemPackage
import TestSupport
import Testing

@Suite("The choice of a backend", .needsBackend) struct BackendChoiceTests {
    private func host(_ backend: SandboxBackend) -> [String] {
        [Products.path(of: "sandbox-host").string, backend.rawValue, TestRoot.path.string, "id -u"]
    }

    @Test(.enabled(if: SandboxBackend.tested == .namespace, "where they work")) func userNamespacesAreTheFirstChoice() async throws {
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .automatic)
        #expect(slot.backend == .namespace)
        await slot.close()
    }

    @Test(.enabled(if: geteuid() == 0, "takes root")) func rootDoesWithoutThemWhereTheyAreOff() throws {
        let run = try HostCommand.run(HostWithoutUserNamespaces.command(host(.automatic)))
        #expect(run.output == "60606\nended exited(0)\n", "\(run.errors)")
    }

    @Test(.enabled(if: geteuid() == 0, "takes root")) func whoAsksForThemWhereTheyAreOffIsToldSo() throws {
        let run = try HostCommand.run(HostWithoutUserNamespaces.command(host(.namespace)))
        #expect(run.exitCode != 0 && run.output.isEmpty)
        #expect(run.errors.contains("user-namespace") && run.errors.contains("--backend chroot"), "\(run.errors)")
    }

    /// The program that starts user namespaces was killed, which says nothing of the host: no reason to do without them.
    @Test(.enabled(if: geteuid() == 0, "takes root")) func aTrialThatWasKilledDecidesNothing() async throws {
        let directory = try TemporaryDirectory()
        let script = "#!/bin/sh\n[ \"$1\" = namespace ] && kill -KILL $$\nexec \(Products.path(of: "sandbox-init")) \"$@\"\n"
        let helper = try directory.write(script.utf8, to: "sandbox-init")
        try #require(chmod(helper.string, 0o755) == 0)
        #expect(await SandboxBackend.automatic.resolved(helper: helper) == .namespace)
    }

    @Test(.enabled(if: geteuid() != 0, "for an ordinary user")) func anOrdinaryUserCannotDoWithoutThem() async throws {
        let error = await #expect(throws: SandboxError.self) { try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .chroot) }
        #expect(error?.stage == "chroot-backend" && error?.errorNumber == EPERM && error?.mend.contains("root") == true)
    }
}
