import SystemPackage
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct PressureGaugeTests {
    private let box: TemporaryDirectory
    private let start = ContinuousClock.now

    init() throws {
        box = try TemporaryDirectory()
    }

    private func write(_ files: [String: String]) throws {
        for (name, text) in files { try box.write(text.utf8, to: name) }
    }

    private func pressure(_ total: Int) -> String {
        "some avg10=1.00 avg60=0.00 avg300=0.00 total=\(total)\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=9\n"
    }

    @Test func sharesAreOfTheTimeSinceTheReadingBefore() throws {
        try write([
            "proc/meminfo": "MemTotal:       8000000 kB\nMemFree:         100 kB\nMemAvailable:    2000000 kB\n",
            "proc/pressure/memory": pressure(5_000_000), "proc/pressure/cpu": pressure(1_000_000),
            "proc/stat": "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n", "proc/loadavg": "3.00 1.00 0.50 2/300 4711\n",
        ])
        var times = [start, start + .seconds(2)].makeIterator()
        var gauge = PressureGauge(processors: 2, root: box.path) { times.next() ?? .now }
        let first = gauge.read()
        #expect(
            first == HostPressure(availableMemoryBytes: 2_000_000 * 1024, totalMemoryBytes: 8_000_000 * 1024, load: 1.5), "there was none before")
        try write([
            "proc/pressure/memory": pressure(5_500_000), "proc/pressure/cpu": pressure(3_000_000),
            "proc/stat": "cpu  250 0 150 800 100 0 0 0 0 0\n",
        ])
        let second = gauge.read()
        #expect(second.memoryStall == 0.25)
        #expect(second.cpuStall == 1)
        #expect(second.cpuIdle == 100.0 / 300)
    }

    @Test func theTightestCgroupCountsWithCachedFilesAsAvailable() throws {
        try write([
            "proc/meminfo": "MemTotal: 8388608 kB\nMemAvailable: 6291456 kB\n",
            "proc/self/cgroup": "1:cpu,memory:/jobs/one\n0::/scope/inner\n",
            "sys/fs/cgroup/memory/jobs/one/memory.limit_in_bytes": "9223372036854771712\n",
            "sys/fs/cgroup/memory/jobs/one/memory.usage_in_bytes": "1000\n",
            "sys/fs/cgroup/memory/jobs/memory.limit_in_bytes": "3000000\n",
            "sys/fs/cgroup/memory/jobs/memory.usage_in_bytes": "2500000\n",
            "sys/fs/cgroup/memory/jobs/memory.stat": "cache 1\ntotal_inactive_file 200000\n",
            "sys/fs/cgroup/scope/inner/memory.max": "max\n", "sys/fs/cgroup/scope/inner/memory.current": "4096\n",
            "sys/fs/cgroup/scope/memory.max": "5000000\n", "sys/fs/cgroup/scope/memory.current": "4600000\n",
        ])
        var gauge = PressureGauge(processors: 2, root: box.path)
        let reading = gauge.read()
        #expect(reading.totalMemoryBytes == 3_000_000)
        #expect(reading.availableMemoryBytes == 400_000)
    }

    @Test func whatIsNotThereIsNotMadeUp() {
        var gauge = PressureGauge(processors: 2, root: box.path)
        for _ in 0..<2 { #expect(gauge.read() == HostPressure()) }
    }

    @Test func thisHostTellsOfItsMemory() throws {
        var gauge = PressureGauge(processors: 1)
        let reading = gauge.read()
        let available = try #require(reading.availableMemoryBytes)
        #expect(available > 0 && available <= (reading.totalMemoryBytes ?? 0))
    }
}
