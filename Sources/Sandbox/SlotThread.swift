import Glibc

/// A thread that runs the jobs of one actor in order, so that the slot's work may block without holding up Swift's own threads.
///
/// The thread ends, after the jobs it was given, once the executor is released.
final class SlotThread: SerialExecutor {
    private let queue = JobQueue()

    init() throws(SandboxError) {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(queue)
        let error = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<JobQueue>.fromOpaque(argument).takeRetainedValue().serve()
                return nil
            },
            argument.toOpaque()
        )
        guard error == 0 else {
            argument.release()
            throw SandboxError(stage: "slot-thread", errorNumber: error)
        }
        pthread_detach(thread)
    }

    deinit {
        queue.close()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.append(UnownedJob(job), executor: self)
    }
}

/// The jobs a slot's thread has still to run.
private final class JobQueue: @unchecked Sendable {
    /// Holds the executor, which its actor may give up while the job runs.
    private struct Entry {
        let job: UnownedJob
        let executor: SlotThread
    }

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var entries: [Entry] = []
    private var isClosed = false

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func append(_ job: UnownedJob, executor: SlotThread) {
        pthread_mutex_lock(mutex)
        entries.append(Entry(job: job, executor: executor))
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    func serve() {
        while let next = take() {
            for entry in next { entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor()) }
        }
    }

    /// All the waiting jobs, or nil when there will be no more.
    private func take() -> [Entry]? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while entries.isEmpty {
            if isClosed { return nil }
            pthread_cond_wait(condition, mutex)
        }
        defer { entries.removeAll(keepingCapacity: true) }
        return entries
    }
}
