#ifndef WITNESSBOX_SYSTEM_CALLS_H
#define WITNESSBOX_SYSTEM_CALLS_H

#include <stddef.h>

/* What a guest is answered when it makes a system call. */
enum system_call_verdict {
    /* The kernel decides. */
    SYSTEM_CALL_ALLOWED,
    /* The kernel decides, except for the arguments that seccomp_filter.c refuses. */
    SYSTEM_CALL_CONDITIONAL,
    /* The kernel decides for sandboxes that may trace their own processes; EPERM elsewhere. */
    SYSTEM_CALL_TRACING,
    /* EPERM. */
    SYSTEM_CALL_REFUSED,
    /* ENOSYS, as from a kernel that does not have it: callers fall back to another call. So is every call that is not in the table. */
    SYSTEM_CALL_ABSENT,
    /* Success, and nothing was done: nothing in a sandbox can tell the difference. */
    SYSTEM_CALL_PRETENDED,
};

struct system_call {
    /* Negative when this architecture lacks it. */
    int number;
    const char *name;
    enum system_call_verdict verdict;
    const char *reason;
};

/*
 * The verdict on every system call that Linux knew when this was written, on any architecture, in the order of x86_64's numbers.
 * Facts: the kernel's own tables up to 6.19.
 */
extern const struct system_call system_calls[];
extern const size_t system_call_count;

/* The entry of a number of this architecture, or NULL. */
const struct system_call *find_system_call(int number);

#endif
