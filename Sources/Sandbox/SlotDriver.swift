import CSandboxWire
import Glibc
import SystemPackage

/// The blocking half of a slot: its zygote and its live session, on a thread of their own.
actor SlotDriver {
    private let thread: SlotThread
    private let rootFileSystem: FilePath
    private let helper: FilePath
    private var zygote: Zygote?
    private var session: Session?
    private var isClosed = false
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(rootFileSystem: FilePath, helper: FilePath) throws(SandboxError) {
        thread = try SlotThread()
        self.rootFileSystem = rootFileSystem
        self.helper = helper
    }

    /// Makes sure there is a zygote.
    func start() throws(SandboxError) {
        guard !isClosed else { throw SandboxError(stage: "closed-slot", mend: "open a new slot") }
        if zygote == nil { zygote = try Zygote(rootFileSystem: rootFileSystem, helper: helper) }
    }

    /// Waits for the slot's turn, in order of arrival, and starts a sandbox; a zygote that was lost since the last one is replaced first.
    func begin(limits: Limits, cancellation: Cancellation) async throws {
        try limits.check()
        await takeTurn()
        do {
            try start()
            do {
                session = try zygote?.launch(limits, cancellation: cancellation)
            } catch where error.isLoss {
                zygote = nil
                try start()
                session = try zygote?.launch(limits, cancellation: cancellation)
            }
        } catch {
            giveTurn()
            throw error
        }
    }

    /// Ends the sandbox and gives the turn to the next in line.
    /// - Throws: ``SandboxError`` when the sandbox never stood, which nothing else has noticed if nothing was asked of it.
    func finish() throws(SandboxError) {
        defer { giveTurn() }
        defer { end() }
        try session?.awaitReady()
    }

    private func takeTurn() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func giveTurn() {
        if waiting.isEmpty {
            isTaken = false
        } else {
            waiting.removeFirst().resume()
        }
    }

    /// Waits until the sandbox is gone; a zygote that cannot say so is replaced at the next launch.
    private func end() {
        guard let session else { return }
        session.hangUp()
        self.session = nil
        do {
            try zygote?.awaitEnd()
        } catch {
            zygote = nil
        }
    }

    /// Ends the zygote and whatever it started.
    func close() {
        isClosed = true
        end()
        zygote = nil
    }

    func run(_ command: Command, in sandbox: Cancellation) throws -> ProcessResult {
        try withSession(of: sandbox) { try $0.run(command) }
    }

    func runInteractively(_ command: Command, in sandbox: Cancellation) throws -> Termination {
        try withSession(of: sandbox) { try $0.runInteractively(command) }
    }

    func write(_ content: [UInt8], to path: String, mode: UInt16, in sandbox: Cancellation) throws {
        try withSession(of: sandbox) { session in
            let file = try session.open(path, as: SANDBOX_CREATE_FILE, mode: mode)
            try file.writeAll(content, path: path)
        }
    }

    func read(_ path: String, maximumBytes: Int, in sandbox: Cancellation) throws -> [UInt8]? {
        try withSession(of: sandbox) { session in
            do {
                return try session.open(path, as: SANDBOX_OPEN_FILE).readAll(maximumBytes: maximumBytes, path: path)
            } catch let error as SandboxError where error.isAbsence {
                return nil
            }
        }
    }

    func files(under directory: String, maximumCount: Int, in sandbox: Cancellation) throws -> [String] {
        try withSession(of: sandbox) { session in
            do {
                return try FileWalk(root: session.open(directory, as: SANDBOX_OPEN_DIRECTORY), path: directory).files(maximumCount: maximumCount)
            } catch let error as SandboxError where error.isAbsence {
                return []
            }
        }
    }

    /// The live session, if it is that sandbox's own. A sandbox whose step was cancelled or whose pid 1 is gone is of no more use and is
    /// ended at once.
    private func withSession<Result>(of sandbox: Cancellation, _ body: (Session) throws -> Result) throws -> Result {
        guard let session, session.cancellation === sandbox else { throw SandboxError(stage: "ended-sandbox", mend: "a sandbox is valid inside its closure only") }
        do {
            return try body(session)
        } catch {
            if error is CancellationError || (error as? SandboxError)?.isLoss == true { end() }
            throw error
        }
    }
}
