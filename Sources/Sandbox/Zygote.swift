import CSandboxWire
import Glibc
import SystemPackage

/// The process that starts a slot's sandboxes. Used on the slot's thread alone.
final class Zygote {
    private let process: pid_t
    private let control: WireSocket
    private let cgroup: SlotCgroup?
    /// Whether it has said, before it was asked, that its sandbox is gone.
    private var hasEnded = false

    /// How long the zygote and a fresh sandbox may take to answer on a machine that is busy beyond reason.
    static let answerMilliseconds: Int32 = 30_000
    /// How long a keeper may take to see the end of all that is in its cgroups.
    private static let keeperMilliseconds: Int32 = 10_000

    /// Starts the helper and waits until its namespaces stand.
    /// - Parameter cgroup: the slot's, which the helper makes; nil for none.
    init(rootFileSystem: FilePath, backend: SandboxBackend, helper: FilePath, cgroup: SlotCgroup?) throws(SandboxError) {
        self.cgroup = cgroup
        let directories = cgroup?.directories.map(\.string) ?? []
        (process, control) = try Zygote.spawn(helper: helper, arguments: [backend.rawValue, rootFileSystem.string] + directories)
        do {
            _ = try control.receive(timeoutMilliseconds: Zygote.answerMilliseconds)
        } catch {
            throw Zygote.explain(error, subject: error.stage.hasSuffix("-cgroup") ? directories.joined(separator: ", ") : rootFileSystem.string)
        }
    }

    /// With cgroups the process is their keeper, which ends once all in them is gone and they are removed.
    deinit {
        if cgroup != nil {
            kill(process, SIGTERM)
            _ = sandbox_await_child(process, Zygote.keeperMilliseconds)
        }
        kill(process, SIGKILL)
        while waitpid(process, nil, 0) < 0 && errno == EINTR {}
        cgroup?.remove()
    }

    /// Asks for a sandbox, which answers for itself on its session.
    func launch(_ lease: Lease) throws(SandboxError) -> Session {
        try cgroup?.hold(lease.limits)
        let (socket, theirs) = try WireSocket.pair()
        let place = StartGate.shared.enter()
        try control.send(lease.limits.launchRequest, descriptors: [theirs.number])
        return Session(socket: socket, lease: lease, place: place)
    }

    /// Opens a listening socket in the network namespace of the live sandbox.
    func listen(on endpoint: NetworkEndpoint) throws(SandboxError) -> OwnedDescriptor {
        let request = sandbox_listen(
            kind: SANDBOX_LISTEN.rawValue, address: endpoint.address.bits, port: endpoint.port, backlog: Zygote.connectionsWaiting)
        try control.send(request)
        var answer = try control.receive(timeoutMilliseconds: Zygote.answerMilliseconds)
        if answer.kind == SANDBOX_ENDED {
            hasEnded = true
            answer = try control.receive(timeoutMilliseconds: Zygote.answerMilliseconds)
        }
        guard answer.kind == SANDBOX_OPENED, let descriptor = answer.descriptor else {
            throw SandboxError(stage: "protocol", errorNumber: EBADMSG)
        }
        return descriptor
    }

    /// How many connections the kernel holds for a listener until they are accepted.
    private static let connectionsWaiting: UInt16 = 128

    /// Waits until the sandbox whose session was closed is gone, whole tree.
    func awaitEnd() throws(SandboxError) {
        defer { hasEnded = false }
        if hasEnded { return }
        let packet = try control.receive(timeoutMilliseconds: Zygote.answerMilliseconds)
        guard packet.kind == SANDBOX_ENDED else { throw SandboxError(stage: "protocol", errorNumber: EBADMSG) }
    }

    /// Only the helper holds the other end of the socket afterwards, so that its end is seen.
    private static func spawn(helper: FilePath, arguments: [String]) throws(SandboxError) -> (pid_t, WireSocket) {
        let (control, theirs) = try WireSocket.pair()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, theirs.number, SANDBOX_CONTROL_DESCRIPTOR)
        var process = pid_t()
        var strings = ([helper.string] + arguments).map { strdup($0) } + [nil]
        defer { strings.forEach { free($0) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        let error = posix_spawn(&process, helper.string, &actions, nil, &strings, &environment)
        guard error == 0 else {
            throw SandboxError(
                stage: "spawn-helper", subject: helper.string, errorNumber: error, mend: "check that it is an executable of this machine")
        }
        return (process, control)
    }

    private static func explain(_ error: SandboxError, subject: String) -> SandboxError {
        var error = error
        error.subject = subject
        error.mend = SandboxMend.of(stage: error.stage)
        return error
    }
}
