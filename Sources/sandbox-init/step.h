#ifndef WITNESSBOX_STEP_H
#define WITNESSBOX_STEP_H

#include <stdbool.h>
#include <sys/types.h>

#include "cgroup.h"
#include "sandbox_wire.h"

/* The command that runs now, with all its descendants; times are microseconds of the monotonic clock. */
struct step {
    bool running;
    /* Whether the command itself is gone; its descendants may still be there. */
    bool main_ended;
    bool killed;
    pid_t main;
    int wait_status;
    enum sandbox_cause cause;
    uint64_t started;
    uint64_t ended;
    uint64_t deadline;
    uint64_t next_look;
    uint64_t kill_time;
    uint64_t cpu_before;
    uint64_t own_cpu_before;
    uint64_t cgroup_cpu_before;
    struct cgroup_events events_before;
    uint64_t peak_memory;
    /* Whether the writable layer was seen with room in it since the step began: a step may begin in a full one to make room. */
    bool had_room;
};

/* Starts a command, or answers why it could not be started. */
void start_step(struct step *step, int session, const struct sandbox_launch *limits, struct sandbox_execute *request, size_t length,
    const int *descriptors, size_t descriptor_count);

/*
 * Asks every process but pid 1 to end if there is a cause, the first one counting; those that are left after the grace time are killed.
 * What takes too much memory gets no such time, in which it could take all of the machine's.
 */
void stop_step(struct step *step, const struct sandbox_launch *limits, enum sandbox_cause cause);

/* Milliseconds until watch_step must run again, or -1. */
long step_timeout(const struct step *step);

/* Reaps, enforces the limits, and answers when the last process is gone. What the kernel has counted tells more than how the command ended. */
void watch_step(struct step *step, int session, const struct sandbox_launch *limits);

#endif
