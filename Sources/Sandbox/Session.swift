import CSandboxWire
import Glibc

/// The conversation with the pid 1 of one sandbox. Used on the slot's thread alone; releasing it ends the sandbox.
final class Session {
    private let socket: WireSocket
    private let limits: Limits
    private let cancellation: Cancellation

    /// Past a step's own limits, how long pid 1 may take to say that it is over.
    private static let patienceMilliseconds = 20_000

    init(socket: WireSocket, limits: Limits, cancellation: Cancellation) {
        self.socket = socket
        self.limits = limits
        self.cancellation = cancellation
    }

    func awaitReady() throws(SandboxError) {
        guard try socket.receive(timeoutMilliseconds: Zygote.answerMilliseconds).kind == SANDBOX_READY else {
            throw SandboxError(stage: "protocol", errorNumber: EBADMSG)
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
        try socket.send(command.request(wantsTerminal: false), strings: strings, descriptors: descriptors)
        do {
            let finished = try collect(&output, &error)
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
        let deadline = ContinuousClock.now + .milliseconds(limits.wallMilliseconds + limits.graceMilliseconds + Session.patienceMilliseconds)
        var hasStopped = false
        while true {
            var wanted = [socket.descriptor.number, cancellation.descriptor, output.pollDescriptor, error.pollDescriptor]
                .map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let left = deadline - .now
            guard left > .zero else { throw SandboxError(stage: "no-answer", errorNumber: ETIMEDOUT) }
            guard poll(&wanted, nfds_t(wanted.count), Int32(clamping: left.components.seconds * 1000 + 1)) >= 0 || errno == EINTR else {
                throw SandboxError(stage: "poll", errorNumber: errno)
            }
            if cancellation.isCancelled { throw CancellationError() }
            if wanted[0].revents != 0 {
                let packet = try socket.receive()
                guard packet.kind == SANDBOX_FINISHED else { throw SandboxError(stage: "protocol", errorNumber: EBADMSG) }
                while output.read(through: buffer) {}
                while error.read(through: buffer) {}
                return try packet.load(as: sandbox_finished.self)
            }
            if wanted[2].revents != 0 { _ = output.read(through: buffer) }
            if wanted[3].revents != 0 { _ = error.read(through: buffer) }
            if !hasStopped && max(output.totalBytes, error.totalBytes) > limits.outputBytes {
                hasStopped = true
                try socket.send(sandbox_message(kind: SANDBOX_STOP.rawValue))
            }
        }
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
            try socket.send(sandbox_open(kind: kind.rawValue, mode: UInt32(mode)), strings: strings)
            guard let descriptor = try socket.receive(timeoutMilliseconds: Zygote.answerMilliseconds).descriptor else {
                throw SandboxError(stage: "protocol", errorNumber: EBADMSG)
            }
            return descriptor
        } catch {
            throw SandboxError(stage: error.stage, subject: path, errorNumber: error.errorNumber, mend: error.mend)
        }
    }
}
