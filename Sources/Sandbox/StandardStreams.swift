import CSandboxWire
import Glibc

/// Makers of what a command gets as its standard streams.
enum StandardStreams {
    /// A pipe for one output stream: the host's end does not block.
    static func outputPipe() throws(SandboxError) -> (reading: OwnedDescriptor, writing: OwnedDescriptor) {
        var ends: [Int32] = [-1, -1]
        guard sandbox_output_pipe(&ends) == 0 else { throw SandboxError(stage: "pipe", errorNumber: errno) }
        return try owned(ends)
    }

    /// A pipe for input that is not known beforehand: the host's end does not block.
    static func inputPipe() throws(SandboxError) -> (reading: OwnedDescriptor, writing: OwnedDescriptor) {
        var ends: [Int32] = [-1, -1]
        guard sandbox_input_pipe(&ends) == 0 else { throw SandboxError(stage: "pipe", errorNumber: errno) }
        return try owned(ends)
    }

    /// A guest may open its /dev/stdout by name, which asks for the owner's rights.
    private static func owned(_ ends: [Int32]) throws(SandboxError) -> (reading: OwnedDescriptor, writing: OwnedDescriptor) {
        let pipe = (reading: OwnedDescriptor(ends[0]), writing: OwnedDescriptor(ends[1]))
        guard geteuid() != 0 || fchown(ends[1], SandboxIdentity.user, SandboxIdentity.group) == 0 else {
            throw SandboxError(stage: "pipe", errorNumber: errno)
        }
        return pipe
    }

    /// A sealed file in memory that holds the input: no writer can block on it, and the guest cannot grow it past its limits.
    static func input(_ bytes: [UInt8]) throws(SandboxError) -> OwnedDescriptor {
        let file = sandbox_sealed_file(bytes, bytes.count)
        guard file >= 0 else { throw SandboxError(stage: "standard-input", errorNumber: errno) }
        return OwnedDescriptor(file)
    }
}
