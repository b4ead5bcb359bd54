import Glibc
import Sandbox

extension SandboxBackend {
    /// The backend that the tests of this target test: that of user namespaces unless a variable says otherwise, see ``SettingTests``.
    static let tested: SandboxBackend = getenv(testedVariable).flatMap { SandboxBackend(rawValue: String(cString: $0)) } ?? .namespace

    static let testedVariable = "WITNESSBOX_TEST_BACKEND"
}
