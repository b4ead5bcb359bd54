import Glibc
import Sandbox

extension SandboxBackend {
    /// The backend that the tests of this target test: that of user namespaces unless a variable says otherwise, see ``SettingTests``.
    static let tested: SandboxBackend = getenv(testedVariable).flatMap { SandboxBackend(rawValue: String(cString: $0)) } ?? .namespace

    /// By which means limits are tested: the best of this host, and without cgroups where that is a means.
    static let testedMeans: [LimitEnforcement.Cgroups] = tested == .chroot ? [.automatic] : [.automatic, .unused]

    static let testedVariable = "WITNESSBOX_TEST_BACKEND"
}
