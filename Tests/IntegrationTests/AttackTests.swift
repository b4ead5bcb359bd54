import Foundation
import SystemPackage
import TestSupport
import Testing

/// Hostile code in sandboxes of the real image.
@Suite("Hostile code", ToolchainImage.isAsked)
struct AttackTests {
    private func run(
        _ options: [String] = [], python script: String, beside modules: [String: String] = [:], in setting: Setting = .namespace
    ) throws -> HostCommand.Outcome {
        let box = try TemporaryDirectory()
        var copies: [String] = []
        for (name, text) in modules.merging(["attack": script], uniquingKeysWith: { first, _ in first }) {
            copies += ["--copy-in", "\(try box.write(text.utf8, to: "\(name).py")):/\(name).py"]
        }
        let command = [try ToolchainImage.name(), "--", "python3", "/attack.py"]
        return try CommandLineTool.run(["run", "--backend", setting.backend] + copies + options + command, as: setting)
    }

    private static func attempts(_ name: String) throws -> String {
        let script = try #require(Bundle.module.url(forResource: name, withExtension: "py", subdirectory: "Attempts"))
        return try String(contentsOf: script, encoding: .utf8)
    }

    private func expectAllStopped(_ result: HostCommand.Outcome, atLeast count: Int) {
        let lines = result.output.split(separator: "\n")
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(lines.filter { !$0.hasPrefix("stopped ") } == [])
        #expect(lines.count >= count)
    }

    /// Every attempt is a line of `Attempts/reach.py` or `Attempts/tricks.py`.
    @Test(arguments: Setting.possible, [("reach", 250), ("tricks", 240)])
    func nothingOutsideTheSandboxIsInReach(setting: Setting, attempts: (name: String, count: Int)) throws {
        let modules = ["attempts": try Self.attempts("attempts")]
        expectAllStopped(try run(python: Self.attempts(attempts.name), beside: modules, in: setting), atLeast: attempts.count)
    }

    /// Four sandboxes take all that they can of what the host shares out, and leave all that they can; a fifth finds nothing of it.
    @Test func neighboursNeitherMeetNorStarve() throws {
        let box = try TemporaryDirectory()
        try box.write(Self.attempts("neighbours").utf8, to: "neighbours.py")
        let script = """
            cd "$1"; tool=$2; image=$3; mkfifo hold said; exec 7<> said
            for number in 1 2 3 4; do
                "$tool" run --backend namespace --tty --copy-in neighbours.py:/neighbours.py "$image" -- python3 /neighbours.py hold <hold >said &
            done
            exec 8> hold
            for number in 1 2 3 4; do read -r -t 100 line <&7 && [ "$line" = held ]; done
            "$tool" run --backend namespace --copy-in neighbours.py:/neighbours.py "$image" -- python3 /neighbours.py seek
            exec 8>&-; wait
            """
        let tool = CommandLineTool.product("witnessbox").path(percentEncoded: false)
        expectAllStopped(
            try HostCommand.run(["bash", "-euc", script, "bash", box.path.string, tool, try ToolchainImage.name()]), atLeast: 20)
    }

    /// What a bomb is, its limits, and the exit code that names how it must end.
    struct Bomb: CustomTestStringConvertible {
        let testDescription: String
        let options: [String]
        let code: Int32
        let script: String

        init(_ name: String, _ options: [String], endsWith code: Int32, _ script: String) {
            (testDescription, self.options, self.code, self.script) = (name, options, code, script)
        }
    }

    static let bombs = [
        Bomb("fork", ["--pids", "64"], endsWith: 243, "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass"),
        Bomb(
            "threads", ["--pids", "64"], endsWith: 243,
            "import threading, time\nwhile True:\n  try: threading.Thread(target=time.sleep, args=(99,)).start()\n  except RuntimeError: pass"),
        Bomb(
            "daemons", ["--pids", "64"], endsWith: 243,
            "import os, time\nwhile True:\n  try:\n    if os.fork() == 0: os.setsid(); os.fork() or time.sleep(99); os._exit(0)\n  except OSError: pass"
        ),
        Bomb("memory", ["--memory", "96"], endsWith: 241, "held = []\nwhile True: held.append(bytearray(1 << 20))"),
        Bomb(
            "memory that ignores SIGTERM", ["--memory", "96"], endsWith: 241,
            "import signal\nsignal.signal(15, signal.SIG_IGN)\nheld = []\nwhile True: held.append(bytearray(1 << 20))"),
        Bomb(
            "memory of an unreadable process", ["--memory", "96"], endsWith: 241,
            "import ctypes\nctypes.CDLL(None).prctl(4, 0, 0, 0, 0)\nheld = []\nwhile True: held.append(bytearray(1 << 20))"),
        Bomb(
            "memory shared by mapping", ["--memory", "96"], endsWith: 241,
            "import mmap, time\nheld = mmap.mmap(-1, 400 << 20)\nfor at in range(0, 400 << 20, 4096): held[at] = 1\ntime.sleep(99)"),
        Bomb("disk", ["--scratch", "8"], endsWith: 242, "with open('/tmp/fill', 'wb', 0) as file:\n  while True: file.write(bytes(1 << 16))"),
        Bomb(
            "disk by an unlinked file", ["--scratch", "8"], endsWith: 242,
            "import os\nfile = open('/tmp/fill', 'wb', 0)\nos.unlink('/tmp/fill')\nwhile True:\n  try: file.write(bytes(1 << 16))\n  except OSError: pass"
        ),
        Bomb(
            "disk by shared memory", ["--scratch", "8"], endsWith: 242,
            "with open('/dev/shm/fill', 'wb', 0) as file:\n  while True: file.write(bytes(1 << 16))"),
        Bomb("inodes", ["--inodes", "400"], endsWith: 242, "import os, itertools\nfor i in itertools.count(): os.mkdir(f'/tmp/{i}')"),
        Bomb("output", ["--output", "64"], endsWith: 244, "while True: print('x' * 1000)"),
        Bomb("errors", ["--output", "64"], endsWith: 244, "import sys\nwhile True: sys.stderr.write('x' * 1000)"),
        Bomb("processor", ["--cpu", "0.5"], endsWith: 240, "while True: pass"),
        Bomb("processor by children", ["--cpu", "0.5"], endsWith: 240, "import os\nos.fork(), os.fork()\nwhile True: pass"),
        Bomb("a stopped process", ["--timeout", "0.5"], endsWith: 124, "import os\nos.kill(os.getpid(), 19)"),
        Bomb("closed streams", ["--timeout", "0.5"], endsWith: 124, "import os, time\nos.closerange(0, 9)\ntime.sleep(99)"),
        Bomb("signals to pid 1", ["--timeout", "0.5"], endsWith: 124, "import os\nwhile True: os.kill(1, 17)"),
        Bomb(
            "file size", ["--file-size", "1"], endsWith: 245,
            "import signal\nsignal.signal(25, 0)\nopen('/tmp/fill', 'wb', 0).write(bytes(2 << 20))\nopen('/tmp/fill', 'ab', 0).write(b'x')"),
    ]

    /// Each bomb ends by its own name while a neighbour, started before it and ended after it, sees nothing of it.
    @Test(arguments: Setting.possible, bombs) func aBombEndsByNameAndItsNeighboursNotAtAll(setting: Setting, bomb: Bomb) async throws {
        async let neighbour = run(python: Self.calm, in: setting)
        #expect(try run(bomb.options, python: bomb.script, in: setting).exitCode == bomb.code)
        let calm = try await neighbour
        #expect(calm.exitCode == 0, "\(calm.errors)")
        #expect(calm.output == "done 332833500\n")
    }

    /// Processes, files and memory of an ordinary program.
    private static let calm = """
        import os, subprocess
        total = 0
        for i in range(1000):
            with open("/tmp/file", "w") as file: file.write(str(i * i))
            total += int(open("/tmp/file").read())
        for i in range(20): subprocess.run(["true"], check=True)
        print("done", total)
        """

    /// What a guest puts where a file is to be fetched from, and nothing of which may be taken for one.
    @Test(arguments: [
        "os.mkfifo('/out')", "os.mkdir('/out')", "os.symlink('/proc/self/environ', '/out')", "os.symlink('/dev/zero', '/out')",
        "os.symlink('/proc/1/fd/3', '/out')", "os.symlink('out', '/out')", "os.symlink('../../../../etc/host-marker', '/out')",
        "__import__('socket').socket(1).bind('/out')", "os.truncate(os.open('/out', 66), 1 << 40)",
    ])
    func whatIsNoFileIsNotFetched(making: String) throws {
        let box = try TemporaryDirectory()
        let result = try run(["--copy-out", "/out:\(box.path)/out"], python: "import os\n" + making)
        #expect(result.exitCode != 0)
        #expect(result.errors.contains("/out"), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(box.path)/out"))
    }

    @Test func aHostFileThatCannotBeWrittenIsNamed() throws {
        let result = try run(["--copy-out", "/attack.py:/proc/none/out"], python: "")
        #expect(result.exitCode != 0)
        #expect(result.errors.contains("cannot write '/proc/none/out'"), "\(result.errors)")
        #expect(!result.errors.contains("NSCocoaErrorDomain"))
    }
}
