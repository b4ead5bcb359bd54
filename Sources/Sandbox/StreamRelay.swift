import CSandboxWire
import Glibc

/// Joins the caller's standard streams, when standard input is no terminal, to pipes of the guest's.
///
/// The guest never holds the caller's own: with a descriptor comes the right to ask for its file anew, for a terminal to read what is
/// typed, and for a directory to leave the sandbox through it.
struct StreamRelay {
    private let output: (reading: OwnedDescriptor, writing: OwnedDescriptor)
    private let errors: (reading: OwnedDescriptor, writing: OwnedDescriptor)
    /// The reading end stays open here too, so that no write can fail for want of a reader.
    private let input: (reading: OwnedDescriptor, writing: OwnedDescriptor)
    private var hasOutput = true
    private var hasErrors = true
    private var hasInput = true
    /// What was read and not yet given.
    private var pending: ArraySlice<UInt8> = []

    init() throws(SandboxError) {
        output = try StandardStreams.outputPipe()
        errors = try StandardStreams.outputPipe()
        input = try StandardStreams.inputPipe()
    }

    /// What the command gets: output, errors, input.
    var guestDescriptors: [Int32] { [output.writing.number, errors.writing.number, input.reading.number] }

    /// The descriptors to wait on for reading, the guest's output and errors and the caller's input; `poll` passes over -1.
    var readDescriptors: [Int32] {
        [hasOutput ? output.reading.number : -1, hasErrors ? errors.reading.number : -1, hasInput && pending.isEmpty ? STDIN_FILENO : -1]
    }

    /// The descriptor to wait on for writing.
    var writeDescriptor: Int32 { pending.isEmpty ? -1 : input.writing.number }

    /// Passes on what the guest shows; false when nothing is there now or ever again.
    mutating func passOutput(through buffer: UnsafeMutableRawBufferPointer) -> Bool {
        pass(from: output.reading.number, to: STDOUT_FILENO, while: &hasOutput, through: buffer)
    }

    /// The same for its errors.
    mutating func passErrors(through buffer: UnsafeMutableRawBufferPointer) -> Bool {
        pass(from: errors.reading.number, to: STDERR_FILENO, while: &hasErrors, through: buffer)
    }

    /// Reads some of the caller's input, or its end, which is the guest's too.
    mutating func takeInput(through buffer: UnsafeMutableRawBufferPointer) {
        let count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        if count > 0 { pending = Array(UnsafeRawBufferPointer(rebasing: buffer[..<count]))[...] }
        hasInput = count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
        if !hasInput { input.writing.close() }
    }

    /// Gives the guest as much of it as its pipe takes.
    mutating func giveInput() {
        let count = pending.withUnsafeBytes { write(input.writing.number, $0.baseAddress, $0.count) }
        pending = pending.dropFirst(max(0, count))
    }

    private func pass(from source: Int32, to target: Int32, while isOpen: inout Bool, through buffer: UnsafeMutableRawBufferPointer) -> Bool {
        let count = read(source, buffer.baseAddress, buffer.count)
        isOpen = count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
        var rest = UnsafeRawBufferPointer(rebasing: buffer[..<max(0, count)])
        while !rest.isEmpty {
            let written = write(target, rest.baseAddress, rest.count)
            guard written > 0 || errno == EINTR else { break }
            rest = UnsafeRawBufferPointer(rebasing: rest[max(0, written)...])
        }
        return count > 0
    }
}
