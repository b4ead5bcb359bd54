import Synchronization
import Testing

@testable import Images

@Suite struct ImportProgressDisplayTests {
    @Test func aLineTellsShareSizeAndRate() {
        let line = ImportProgressDisplay.line("unpacking", done: 500_000_000, total: 1_000_000_000, elapsed: .seconds(2), width: 10)
        #expect(line == "unpacking  [#####     ]  50 %  500.00 MB of 1.00 GB  250.00 MB/s")
    }

    @Test func withoutATerminalEachPhaseIsOnePlainLine() {
        let written = Mutex("")
        let display = ImportProgressDisplay(isTerminal: false) { text in written.withLock { $0 += text } }
        for done in stride(from: 0, through: 3_000_000, by: 1000) { display.show(.hashing(done: done, total: 3_000_000)) }
        display.show(.unpacking(done: 1, total: 3_000_000))
        display.show(.warning("careful"))
        display.end()
        #expect(written.withLock { $0 } == "reading 3.00 MB\nunpacking 3.00 MB\nwarning: careful\n")
    }

    @Test func aTerminalsLineIsClearedBeforeOtherText() {
        let written = Mutex("")
        let display = ImportProgressDisplay(isTerminal: true) { text in written.withLock { $0 += text } }
        display.show(.unpacking(done: 10, total: 10))
        display.show(.finishing)
        display.end()
        #expect(written.withLock { $0.hasSuffix("\r\u{1B}[Kfinishing\n") })
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (999_999, "999.99 kB"), (1_790_471_680, "1.79 GB"), (Int.max, "9.22 EB"),
    ]) func sizesAreReadable(bytes: Int, text: String) {
        #expect(ByteCount.text(bytes) == text)
    }
}
