#define _GNU_SOURCE
#include "step.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "failure.h"
#include "spawn.h"
#include "stillness.h"
#include "usage.h"

/* How often limits without an event of their own are looked at. */
#define TICK_MICROSECONDS 50000

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static uint64_t microseconds(struct timeval time) {
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec;
}

static uint64_t cpu_of(int who) {
    struct rusage usage;
    getrusage(who, &usage);
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

/* What pid 1 and the zygote may have of the memory that the cgroup shows. */
#define OWN_BYTES (1 << 20)

/*
 * CPU time of the step, in which `living` is that of processes that are not collected yet. The cgroup has also that of processes which
 * nobody collected, since their parent ignores the end of its children.
 */
static uint64_t used_cpu(const struct step *step, uint64_t living) {
    uint64_t collected = cpu_of(RUSAGE_CHILDREN) - step->cpu_before + living;
    uint64_t total = 0, others = step->cgroup_cpu_before + cpu_of(RUSAGE_SELF) - step->own_cpu_before;
    bool has_more = step->cgroup_cpu_before > 0 && read_cgroup_cpu(&total) && total > others + collected;
    return has_more ? total - others : collected;
}

static uint64_t next_look(const struct step *step, uint64_t time) {
    return time + TICK_MICROSECONDS < step->deadline ? time + TICK_MICROSECONDS : step->deadline;
}

void start_step(struct step *step, int session, const struct sandbox_launch *limits, struct sandbox_execute *request, size_t length,
    const int *descriptors, size_t descriptor_count) {
    *step = (struct step){
        .started = now(),
        .cpu_before = cpu_of(RUSAGE_CHILDREN),
        .events_before = read_cgroup_events(),
        .had_room = !scratch_is_full(),
    };
    if (limits->cpu_milliseconds > 0 && read_cgroup_cpu(&step->cgroup_cpu_before)) step->own_cpu_before = cpu_of(RUSAGE_SELF);
    step->deadline = step->started + limits->wall_milliseconds * 1000;
    step->next_look = next_look(step, step->started);
    step->main = spawn(session, limits, request, length, descriptors, descriptor_count);
    step->running = step->main > 0;
    if (!step->running) send_failure(session);
}

void stop_step(struct step *step, const struct sandbox_launch *limits, enum sandbox_cause cause) {
    if (!step->running || step->cause != SANDBOX_CAUSE_NONE || cause == SANDBOX_CAUSE_NONE) return;
    step->cause = cause;
    bool is_memory = cause == SANDBOX_CAUSE_MEMORY || cause == SANDBOX_CAUSE_MACHINE_MEMORY;
    step->kill_time = now() + (is_memory ? 0 : limits->grace_milliseconds * 1000);
    kill(-1, SIGTERM);
}

long step_timeout(const struct step *step) {
    /* What is killed says itself when it is gone. */
    if (!step->running || step->killed) return -1;
    uint64_t time = now();
    uint64_t next = step->cause == SANDBOX_CAUSE_NONE ? step->next_look : step->kill_time;
    return next > time ? (long)((next - time + 999) / 1000) : 0;
}

static void reap(struct step *step) {
    struct rusage usage;
    int status;
    pid_t pid;
    while ((pid = wait4(-1, &status, WNOHANG, &usage)) > 0) {
        uint64_t peak = (uint64_t)usage.ru_maxrss * 1024;
        if (peak > step->peak_memory) step->peak_memory = peak;
        if (pid != step->main) continue;
        step->main_ended = true;
        step->wait_status = status;
        step->ended = now();
    }
    if (pid < 0 && errno == ECHILD) step->running = false;
}

/* What the kernel has counted since the step began, which the end of whoever it befell does not undo. */
static enum sandbox_cause counted_cause(const struct step *step) {
    struct cgroup_events events = read_cgroup_events();
    if (events.memory_kills > step->events_before.memory_kills) {
        bool is_own = events.memory_limit_hits > step->events_before.memory_limit_hits;
        return is_own ? SANDBOX_CAUSE_MEMORY : SANDBOX_CAUSE_MACHINE_MEMORY;
    }
    return events.refused_forks > step->events_before.refused_forks ? SANDBOX_CAUSE_PROCESSES : SANDBOX_CAUSE_NONE;
}

/* Whether processes hold more memory than they may; the writable layer has a limit of its own. */
static bool is_out_of_memory(const struct sandbox_launch *limits) {
    if (limits->memory_bytes == 0) return false;
    if (has_cgroup()) return cgroup_memory_bytes() > limits->memory_bytes + scratch_bytes() + OWN_BYTES;
    return resident_bytes() > limits->memory_bytes && proportional_bytes() > limits->memory_bytes;
}

/* Looks no more often than every tick, however many children end in between: a look reads all of /proc. */
static enum sandbox_cause passed_limit(struct step *step, const struct sandbox_launch *limits) {
    uint64_t time = now();
    if (time >= step->deadline) return SANDBOX_CAUSE_WALL;
    if (time < step->next_look) return SANDBOX_CAUSE_NONE;
    step->next_look = next_look(step, time);
    if (nothing_ran()) return SANDBOX_CAUSE_NONE;
    enum sandbox_cause counted = counted_cause(step);
    if (counted != SANDBOX_CAUSE_NONE) return counted;
    bool is_full = scratch_is_full();
    if (is_full && step->had_room) return SANDBOX_CAUSE_SCRATCH;
    step->had_room = step->had_room || !is_full;
    struct usage usage = measure_usage();
    if (usage.tasks > limits->processes) return SANDBOX_CAUSE_PROCESSES;
    if (usage.open_files >= limits->open_files) return SANDBOX_CAUSE_OPEN_FILES;
    if (is_out_of_memory(limits)) return SANDBOX_CAUSE_MEMORY;
    if (limits->cpu_milliseconds > 0 && used_cpu(step, usage.cpu_microseconds) > limits->cpu_milliseconds * 1000) return SANDBOX_CAUSE_CPU;
    return SANDBOX_CAUSE_NONE;
}

/* Which limit a command met that ended by itself; a failure may be explained by what it left behind, while that is still there. */
static enum sandbox_cause likely_cause(const struct step *step, const struct sandbox_launch *limits) {
    enum sandbox_cause counted = counted_cause(step);
    if (counted != SANDBOX_CAUSE_NONE) return counted;
    if (WIFEXITED(step->wait_status) && WEXITSTATUS(step->wait_status) == 0) return SANDBOX_CAUSE_NONE;
    if (scratch_is_full()) return SANDBOX_CAUSE_SCRATCH;
    struct usage usage = measure_usage();
    /* The command itself was one of them until just now. */
    if (usage.tasks + 1 > limits->processes) return SANDBOX_CAUSE_PROCESSES;
    return usage.open_files >= limits->open_files ? SANDBOX_CAUSE_OPEN_FILES : SANDBOX_CAUSE_NONE;
}

static void finish(const struct step *step, int session, const struct sandbox_launch *limits) {
    uint64_t cpu = used_cpu(step, 0);
    bool is_late = step->cause == SANDBOX_CAUSE_NONE && limits->cpu_milliseconds > 0 && cpu > limits->cpu_milliseconds * 1000;
    struct sandbox_finished finished = {
        .kind = SANDBOX_FINISHED,
        .cause = is_late ? SANDBOX_CAUSE_CPU : step->cause,
        .wait_status = step->wait_status,
        .wall_microseconds = step->ended - step->started,
        .cpu_microseconds = cpu,
        .peak_memory_bytes = step->peak_memory,
    };
    sandbox_send(session, &finished, sizeof finished, NULL, 0, NULL, 0);
}

void watch_step(struct step *step, int session, const struct sandbox_launch *limits) {
    reap(step);
    if (step->cause == SANDBOX_CAUSE_NONE) {
        if (!step->main_ended) stop_step(step, limits, passed_limit(step, limits));
        else if (!step->killed) step->cause = likely_cause(step, limits);
    }
    /* Whatever a command leaves running ends with it. */
    bool overdue = step->cause != SANDBOX_CAUSE_NONE && now() >= step->kill_time;
    if (step->running && !step->killed && (overdue || step->main_ended)) {
        kill(-1, SIGKILL);
        step->killed = true;
        reap(step);
    }
    if (!step->running) finish(step, session, limits);
}
