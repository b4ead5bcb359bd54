#define _GNU_SOURCE
#include "stillness.h"

#include <string.h>
#include <time.h>

#include "usage.h"

#define MOST_PROCESSES 16

/* The clock of a process's CPU time, all threads together, as clock_getcpuclockid makes it after a system call more. */
#define PROCESS_CLOCK(process) ((~(clockid_t)(process) << 3) | 2)

struct known {
    size_t count;
    int processes[MOST_PROCESSES];
    struct timespec used[MOST_PROCESSES];
};

static struct known known;
/* Whether `known` holds all processes there are, as long as none of them runs. */
static bool is_complete;

static void add_known(int process, void *list) {
    struct known *found = list;
    if (found->count < MOST_PROCESSES) found->processes[found->count] = process;
    found->count++;
}

/* Reads their clocks anew; false when one went on or is gone. */
static bool none_ran(void) {
    bool none = true;
    for (size_t i = 0; i < known.count; i++) {
        struct timespec used;
        if (clock_gettime(PROCESS_CLOCK(known.processes[i]), &used) < 0) {
            known.count = 0;
            return false;
        }
        if (used.tv_sec != known.used[i].tv_sec || used.tv_nsec != known.used[i].tv_nsec) none = false;
        known.used[i] = used;
    }
    return none;
}

bool nothing_ran(void) {
    bool none = known.count > 0 && none_ran();
    if (none && is_complete) return true;
    is_complete = false;
    if (!none && known.count > 0) return false;
    struct known found = {0};
    for_each_process(add_known, &found);
    bool is_same = found.count == known.count && found.count > 0 && found.count <= MOST_PROCESSES
        && memcmp(found.processes, known.processes, found.count * sizeof *found.processes) == 0;
    if (is_same) {
        /* Whoever is missing was made while the list was, by one who therefore ran. */
        is_complete = none_ran();
        return false;
    }
    known = found;
    if (known.count > MOST_PROCESSES) known.count = 0;
    none_ran();
    return false;
}
