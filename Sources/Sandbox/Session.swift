import CSandboxWire
import Glibc

/// The conversation with the pid 1 of one sandbox. Used on the slot's thread alone.
final class Session {
    private let socket: WireSocket
    let lease: Lease
    private let place: StartGate.Place
    private var isReady = false
    /// The sandbox's mount namespace, see ``Undertaker``.
    private(set) var mounts: OwnedDescriptor?
    /// When the running step should long have been ended by pid 1.
    private var deadline = ContinuousClock.now

    /// Past a step's own limits, how long pid 1 may take to say that it is over.
    private static let patience = Duration.seconds(20)

    /// - Parameter place: held until the sandbox stands.
    init(socket: WireSocket, lease: Lease, place: StartGate.Place) {
        self.socket = socket
        self.lease = lease
        self.place = place
    }

    private var limits: Limits { lease.limits }

    /// Waits until the sandbox stands. Requests may be sent before, so that the first one does not wait for a message to pass to and fro.
    private func awaitReady() throws(SandboxError) {
        guard !isReady else { return }
        defer { place.leave() }
        do throws(SandboxError) {
            let answer = try socket.receive(timeoutMilliseconds: Zygote.answerMilliseconds)
            guard answer.kind == SANDBOX_READY else { throw SandboxError(stage: "protocol", errorNumber: EBADMSG) }
            mounts = answer.descriptor
            isReady = true
        } catch {
            throw SandboxError(stage: error.stage, errorNumber: error.errorNumber, mend: SandboxMend.of(stage: error.stage))
        }
    }

    /// Ends the sandbox, whole tree, whoever still holds this session.
    func hangUp() {
        shutdown(socket.descriptor.number, Int32(SHUT_RDWR))
    }

    /// Sends a request. A sandbox that could not be made is gone before it: then its last words tell more than the failure to send.
    private func send<Request: BitwiseCopyable>(
        _ request: Request, strings: [UInt8] = [], descriptors: [Int32] = []
    ) throws(SandboxError) {
        do throws(SandboxError) {
            try socket.send(request, strings: strings, descriptors: descriptors)
        } catch {
            try awaitReady()
            throw error
        }
    }

    /// Runs a command to its end and gathers its output.
    func run(_ command: Command) throws -> ProcessResult {
        let strings = try command.requestStrings()
        let (outputReading, outputWriting) = try StandardStreams.outputPipe()
        let (errorReading, errorWriting) = try StandardStreams.outputPipe()
        let input = command.standardInput.isEmpty ? nil : try StandardStreams.input(command.standardInput)
        var output = OutputCapture(pipe: outputReading, keptBytes: limits.keptOutputBytes)
        var error = OutputCapture(pipe: errorReading, keptBytes: limits.keptOutputBytes)
        var descriptors = [outputWriting.number, errorWriting.number]
        if let input { descriptors.append(input.number) }
        startStep()
        try send(command.request(wantsTerminal: false), strings: strings, descriptors: descriptors)
        // They are the guest's now, and a thousand live sandboxes would hold two thousand of them here.
        outputWriting.close()
        errorWriting.close()
        try awaitReady()
        do {
            // The writing ends stay open here until the step is over: so its end is told once, by pid 1, and not by each stream before.
            let finished = try withExtendedLifetime((outputWriting, errorWriting)) { try collect(&output, &error) }
            return ProcessResult(
                termination: finished.termination(limits: limits, outputBytes: max(output.totalBytes, error.totalBytes)),
                standardOutput: output.captured,
                standardError: error.captured,
                wallMilliseconds: Int(finished.wall_microseconds / 1000),
                cpuMilliseconds: Int(finished.cpu_microseconds / 1000),
                peakMemoryBytes: Int(finished.peak_memory_bytes)
            )
        } catch let failure as SandboxError where Session.startStages.contains(failure.stage) {
            return ProcessResult(termination: .notStarted(stage: failure.stage, errno: Int(failure.errorNumber)))
        }
    }

    /// Stages of a command's start at which the fault is the command's own.
    private static let startStages: Set<String> = ["execve", "working-directory"]

    /// Reads both streams until pid 1 says that every process of the step is gone, so that what the pipes then hold is all there is.
    private func collect(_ output: inout OutputCapture, _ error: inout OutputCapture) throws -> sandbox_finished {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var hasStopped = false
        while true {
            let ready = try wait(for: [output.pollDescriptor, error.pollDescriptor])
            if let finished = ready.finished {
                while output.read(through: buffer) {}
                while error.read(through: buffer) {}
                return finished
            }
            if ready.streams[0] { _ = output.read(through: buffer) }
            if ready.streams[1] { _ = error.read(through: buffer) }
            if !hasStopped && max(output.totalBytes, error.totalBytes) > limits.outputBytes {
                hasStopped = true
                try send(sandbox_message(kind: SANDBOX_STOP.rawValue))
            }
        }
    }

    /// Runs a command joined to the caller's streams: through a terminal of its own when standard input is one, else through pipes.
    func runInteractively(_ command: Command) throws -> Termination {
        let strings = try command.requestStrings()
        startStep()
        do {
            let finished = isatty(STDIN_FILENO) == 1 ? try runOnTerminal(command, strings) : try runThroughPipes(command, strings)
            return finished.termination(limits: limits, outputBytes: 0)
        } catch let failure as SandboxError where Session.startStages.contains(failure.stage) {
            return .notStarted(stage: failure.stage, errno: Int(failure.errorNumber))
        }
    }

    private func runOnTerminal(_ command: Command, _ strings: [UInt8]) throws -> sandbox_finished {
        try send(command.request(wantsTerminal: true), strings: strings)
        try awaitReady()
        return try proxyTerminal()
    }

    private func runThroughPipes(_ command: Command, _ strings: [UInt8]) throws -> sandbox_finished {
        var relay = try StreamRelay()
        try send(command.request(wantsTerminal: false), strings: strings, descriptors: relay.guestDescriptors)
        try awaitReady()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let ready = try wait(for: relay.readDescriptors, writing: relay.writeDescriptor)
            if ready.streams[0] { _ = relay.passOutput(through: buffer) }
            if ready.streams[1] { _ = relay.passErrors(through: buffer) }
            if let finished = ready.finished {
                while relay.passOutput(through: buffer) {}
                while relay.passErrors(through: buffer) {}
                return finished
            }
            if ready.streams[2] { relay.takeInput(through: buffer) }
            if ready.streams[3] { relay.giveInput() }
        }
    }

    private func proxyTerminal() throws -> sandbox_finished {
        guard let guest = try socket.receive(timeoutMilliseconds: Zygote.answerMilliseconds).descriptor else {
            throw SandboxError(stage: "protocol", errorNumber: EBADMSG)
        }
        var proxy = try TerminalProxy(guest: guest)
        defer { proxy.restore() }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var hasInput = true
        while true {
            let ready = try wait(for: [proxy.pollDescriptor, hasInput ? STDIN_FILENO : -1], atMostMilliseconds: Session.resizeMilliseconds)
            if ready.streams[0] { _ = proxy.passOutput(through: buffer) }
            if ready.streams[1] { hasInput = proxy.passInput(through: buffer) }
            if let finished = ready.finished {
                while proxy.passOutput(through: buffer) {}
                return finished
            }
            proxy.passSize()
        }
    }

    /// How soon a new size of the caller's window is passed on.
    private static let resizeMilliseconds = 250

    /// What a wait ended with: the end of the step, or streams with something to read.
    private struct Ready {
        var finished: sandbox_finished?
        var streams: [Bool]
    }

    /// Waits for the end of the step, for one of the streams or for cancellation, until the step is long overdue. The stream to write, if
    /// any, comes last in the answer.
    private func wait(for streams: [Int32], writing: Int32? = nil, atMostMilliseconds: Int = .max) throws -> Ready {
        var wanted = ([socket.descriptor.number, lease.cancellationDescriptor] + streams).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if let writing { wanted.append(pollfd(fd: writing, events: Int16(POLLOUT), revents: 0)) }
        let left = ContinuousClock.now.duration(to: deadline).components.seconds
        guard left >= 0 else { throw SandboxError(stage: "no-answer", errorNumber: ETIMEDOUT) }
        let count = poll(&wanted, nfds_t(wanted.count), Int32(clamping: min((left + 1) * 1000, Int64(atMostMilliseconds))))
        guard count >= 0 || errno == EINTR else { throw SandboxError(stage: "poll", errorNumber: errno) }
        if lease.isCancelled { throw CancellationError() }
        var ready = Ready(streams: wanted.dropFirst(2).map { count > 0 && $0.revents != 0 })
        if count > 0 && wanted[0].revents != 0 {
            let packet = try socket.receive()
            guard packet.kind == SANDBOX_FINISHED else { throw SandboxError(stage: "protocol", errorNumber: EBADMSG) }
            ready.finished = try packet.load(as: sandbox_finished.self)
        }
        return ready
    }

    private func startStep() {
        deadline = .now + .milliseconds(limits.wallMilliseconds) + .milliseconds(limits.graceMilliseconds) + Session.patience
    }

    /// Opens a path inside the sandbox.
    func open(_ path: String, as kind: sandbox_message_kind, mode: UInt16 = 0) throws(SandboxError) -> OwnedDescriptor {
        guard path.hasPrefix("/") else {
            throw SandboxError(stage: "path", subject: path, errorNumber: EINVAL, mend: "give an absolute path inside the sandbox")
        }
        var strings: [UInt8] = []
        try strings.append(wire: path)
        guard strings.count <= Int(PATH_MAX) else { throw SandboxError(stage: "path", subject: path, errorNumber: ENAMETOOLONG) }
        do throws(SandboxError) {
            try send(sandbox_open(kind: kind.rawValue, mode: UInt32(mode)), strings: strings)
            try awaitReady()
            guard let descriptor = try socket.receive(timeoutMilliseconds: Zygote.answerMilliseconds).descriptor else {
                throw SandboxError(stage: "protocol", errorNumber: EBADMSG)
            }
            return descriptor
        } catch {
            throw SandboxError(stage: error.stage, subject: path, errorNumber: error.errorNumber, mend: error.mend)
        }
    }
}
