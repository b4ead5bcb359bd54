/// Tells how long the stages of some work take, one after another.
struct StageWatch {
    private let observe: (String, Duration) -> Void
    private var begin = ContinuousClock.now

    init(observe: @escaping (String, Duration) -> Void) {
        self.observe = observe
    }

    /// A stage has ended, and the next begins.
    mutating func ended(_ stage: String) {
        let now = ContinuousClock.now
        observe(stage, now - begin)
        begin = now
    }
}
