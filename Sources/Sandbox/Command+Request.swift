import CSandboxWire
import Glibc

extension Command {
    /// The strings of the request that runs this command: working directory, arguments, environment, each ended by NUL.
    func requestStrings() throws(SandboxError) -> [UInt8] {
        guard let program = arguments.first, !program.isEmpty else {
            throw SandboxError(stage: "command", errorNumber: EINVAL, mend: "name a program to run")
        }
        guard workingDirectory.hasPrefix("/") else {
            throw SandboxError(
                stage: "command", subject: workingDirectory, errorNumber: EINVAL, mend: "give the working directory as an absolute path")
        }
        var strings: [UInt8] = []
        try strings.append(wire: workingDirectory)
        for argument in arguments {
            try strings.append(wire: argument)
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            guard !name.isEmpty, !name.contains("=") else {
                throw SandboxError(stage: "command", subject: name, errorNumber: EINVAL, mend: "a variable's name is not empty and holds no '='")
            }
            try strings.append(wire: "\(name)=\(value)")
        }
        guard strings.count < Int(SANDBOX_PACKET_BYTES) - MemoryLayout<sandbox_execute>.size else {
            throw SandboxError(
                stage: "command",
                subject: program,
                errorNumber: E2BIG,
                mend: "arguments and environment together must stay under \(SANDBOX_PACKET_BYTES) bytes; put the rest in a file"
            )
        }
        return strings
    }

    func request(wantsTerminal: Bool) -> sandbox_execute {
        sandbox_execute(
            kind: SANDBOX_EXECUTE.rawValue,
            argument_count: UInt32(arguments.count),
            environment_count: UInt32(environment.count),
            wants_terminal: wantsTerminal ? 1 : 0
        )
    }
}

extension [UInt8] {
    /// Appends a string as the wire has it.
    mutating func append(wire string: String) throws(SandboxError) {
        guard !string.utf8.contains(0) else {
            throw SandboxError(stage: "command", subject: string, errorNumber: EINVAL, mend: "a string for a command or path holds no NUL byte")
        }
        append(contentsOf: string.utf8)
        append(0)
    }
}
