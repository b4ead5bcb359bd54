import CSandboxWire
import Glibc
import SystemPackage

/// The blocking half of a slot: its zygote and its live session, on a thread of their own.
actor SlotDriver {
    private let thread: SlotThread
    private let rootFileSystem: FilePath
    private let backend: SandboxBackend
    private let helper: FilePath
    private let enforcement: LimitEnforcement
    private let onReplacement: @Sendable (SandboxError) -> Void
    private var zygote: Zygote?
    private var session: Session?
    private let undertaker: Undertaker
    private var burials: [Task<Void, Never>] = []
    private var isClosed = false

    /// How many writable layers of ended sandboxes may wait to be freed.
    private static let mostBurials = 4

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(
        rootFileSystem: FilePath,
        backend: SandboxBackend,
        helper: FilePath,
        enforcement: LimitEnforcement,
        onReplacement: @escaping @Sendable (SandboxError) -> Void
    ) throws(SandboxError) {
        DescriptorLimit.raise
        thread = try SlotThread()
        undertaker = try Undertaker.next()
        self.rootFileSystem = rootFileSystem
        self.backend = backend
        self.helper = helper
        self.enforcement = enforcement
        self.onReplacement = onReplacement
    }

    /// Makes sure there is a zygote.
    func start() throws(SandboxError) {
        _ = try runningZygote()
    }

    private func runningZygote() throws(SandboxError) -> Zygote {
        guard !isClosed else { throw SandboxError(stage: "closed-slot", mend: "open a new slot") }
        if let zygote { return zygote }
        let cgroup = try enforcement.parent(for: backend).map(SlotCgroup.init)
        let place = StartGate.shared.enter()
        defer { place.leave() }
        let started = try Zygote(rootFileSystem: rootFileSystem, backend: backend, helper: helper, cgroup: cgroup)
        zygote = started
        return started
    }

    /// Ends the sandbox, if there is one, and waits until every process of it is gone.
    func end() async {
        endSession().map(onReplacement)
        while burials.count > SlotDriver.mostBurials {
            await burials.removeFirst().value
        }
    }

    /// Waits until the writable layers of ended sandboxes are freed, which count as memory of the slot until then.
    func awaitBurials() async {
        while !burials.isEmpty {
            await burials.removeFirst().value
        }
    }

    /// Ends the zygote and whatever it started.
    func close() async {
        isClosed = true
        endSession()
        zygote = nil
        await awaitBurials()
    }

    /// A zygote that cannot say that its sandbox is gone is given up and replaced at the next launch.
    /// - Returns: why it was, if so.
    @discardableResult
    private func endSession() -> SandboxError? {
        guard let session else { return nil }
        session.hangUp()
        self.session = nil
        var loss: SandboxError?
        do throws(SandboxError) {
            try zygote?.awaitEnd()
        } catch {
            zygote = nil
            loss = error
        }
        if let mounts = session.mounts {
            burials.append(Task { [undertaker] in await undertaker.release(mounts) })
        }
        return loss
    }

    func run(_ command: Command, in sandbox: Lease) throws -> ProcessResult {
        try withSession(of: sandbox) { try $0.run(command) }
    }

    func runInteractively(_ command: Command, in sandbox: Lease) throws -> Termination {
        try withSession(of: sandbox) { try $0.runInteractively(command) }
    }

    func write(_ content: [UInt8], to path: String, mode: UInt16, in sandbox: Lease) throws {
        try withSession(of: sandbox) { session in
            let file = try session.open(path, as: SANDBOX_CREATE_FILE, mode: mode)
            try file.writeAll(content, path: path)
        }
    }

    func read(_ path: String, maximumBytes: Int, in sandbox: Lease) throws -> [UInt8]? {
        try withSession(of: sandbox) { session in
            do {
                return try session.open(path, as: SANDBOX_OPEN_FILE).readAll(maximumBytes: maximumBytes, path: path)
            } catch let error as SandboxError where error.isAbsence {
                return nil
            }
        }
    }

    func files(under directory: String, maximumCount: Int, in sandbox: Lease) throws -> [String] {
        try withSession(of: sandbox) { session in
            do {
                return try FileWalk(root: session.open(directory, as: SANDBOX_OPEN_DIRECTORY), path: directory).files(maximumCount: maximumCount)
            } catch let error as SandboxError where error.isAbsence {
                return []
            }
        }
    }

    /// The caller closes the descriptor.
    func listen(on endpoint: NetworkEndpoint, in sandbox: Lease) throws -> FileDescriptor {
        try withSession(of: sandbox) { _ in
            do throws(SandboxError) {
                return FileDescriptor(rawValue: try runningZygote().listen(on: endpoint).handOver())
            } catch {
                throw SandboxError(
                    stage: error.stage,
                    subject: endpoint.description,
                    errorNumber: error.errorNumber,
                    mend: endpoint.mend(of: error.errorNumber)
                )
            }
        }
    }

    /// Asks something of a sandbox, which is started by the first request: so launch and request take one change of threads, not two.
    ///
    /// A sandbox whose step was cancelled or whose pid 1 is gone is of no more use and is ended at once.
    private func withSession<Result>(of sandbox: Lease, _ body: (Session) throws -> Result) throws -> Result {
        let session = try session(of: sandbox)
        do {
            return try body(session)
        } catch {
            if error is CancellationError {
                endSession().map(onReplacement)
            } else if (error as? SandboxError)?.isLoss == true {
                endSession()
            }
            throw error
        }
    }

    private func session(of sandbox: Lease) throws -> Session {
        if let session, session.lease === sandbox { return session }
        if sandbox.isCancelled { throw CancellationError() }
        guard sandbox.begin() else { throw SandboxError(stage: "ended-sandbox", mend: "a sandbox is valid inside its closure only") }
        let session = try launch(for: sandbox)
        self.session = session
        return session
    }

    /// A zygote that was lost since its last sandbox is replaced first.
    private func launch(for sandbox: Lease) throws(SandboxError) -> Session {
        do {
            return try runningZygote().launch(sandbox)
        } catch {
            guard error.isLoss else { throw error }
            zygote = nil
            onReplacement(error)
            return try runningZygote().launch(sandbox)
        }
    }
}
