import Glibc

/// Joins the caller's terminal to a terminal inside the sandbox, so that the guest never holds the caller's own.
struct TerminalProxy {
    private let guest: OwnedDescriptor
    private let original: termios
    private var isOpen = true

    /// Puts the caller's terminal, on standard input, into raw mode until ``restore()``.
    /// - Parameter guest: the master of the sandbox's terminal.
    init(guest: OwnedDescriptor) throws(SandboxError) {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { throw SandboxError(stage: "terminal", errorNumber: errno) }
        self.guest = guest
        original = settings
        cfmakeraw(&settings)
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        _ = fcntl(guest.number, F_SETFL, O_NONBLOCK)
        passSize()
    }

    /// The descriptor to wait on; `poll` passes over -1.
    var pollDescriptor: Int32 { isOpen ? guest.number : -1 }

    /// Gives the caller's terminal its settings back.
    func restore() {
        var settings = original
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }

    /// Passes on the size of the caller's window.
    func passSize() {
        var size = winsize()
        if ioctl(STDIN_FILENO, UInt(TIOCGWINSZ), &size) == 0 { _ = ioctl(guest.number, UInt(TIOCSWINSZ), &size) }
    }

    /// Passes on what was typed; false at the end of the caller's input.
    func passInput(through buffer: UnsafeMutableRawBufferPointer) -> Bool {
        let count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        if count > 0 { writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: guest.number) }
        return count > 0 || (count < 0 && errno == EINTR)
    }

    /// Passes on what the guest shows; false when nothing is there now or ever again.
    mutating func passOutput(through buffer: UnsafeMutableRawBufferPointer) -> Bool {
        let count = read(guest.number, buffer.baseAddress, buffer.count)
        if count > 0 { writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: STDOUT_FILENO) }
        isOpen = count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
        return count > 0
    }

    /// A guest that does not read what is typed loses what its terminal cannot hold.
    private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = write(descriptor, rest.baseAddress, rest.count)
            guard count > 0 || errno == EINTR else { return }
            rest = UnsafeRawBufferPointer(rebasing: rest[max(0, count)...])
        }
    }
}
