/// One contender's figures at one number of workers.
struct Measurement {
    /// One run of all workers.
    struct Round {
        /// Of each launch, in microseconds.
        var latencies: [Int]
        /// From the first worker's start to the last one's end, in microseconds.
        var elapsed: Int
        /// Of the launchers and all that they launched, in microseconds.
        var cpu: Int
        /// Of the kernel's own threads meanwhile, in microseconds.
        var kernelCPU: Int
    }

    /// From this launch time on a contender is measured with few launches.
    static let slowMilliseconds = 100.0

    private var latencies: [Int] = []
    private var throughputs: [Double] = []
    private var cpu = 0
    private var kernelCPU = 0

    mutating func add(_ round: Round) {
        latencies += round.latencies
        throughputs.append(Double(round.latencies.count) * 1e6 / Double(max(round.elapsed, 1)))
        cpu += round.cpu
        kernelCPU += round.kernelCPU
    }

    /// Launches per second, the median of the rounds.
    var throughput: Double {
        throughputs.sorted()[throughputs.count / 2]
    }

    /// CPU time per launch, in milliseconds.
    var cpuMilliseconds: Double {
        Double(cpu) / Double(latencies.count) / 1000
    }

    /// CPU time of the kernel's own threads per launch, in milliseconds.
    var kernelMilliseconds: Double {
        Double(kernelCPU) / Double(latencies.count) / 1000
    }

    /// A percentile of the latency, in milliseconds.
    func latency(percentile: Int) -> Double {
        Double(latencies.sorted()[(latencies.count - 1) * percentile / 100]) / 1000
    }
}
