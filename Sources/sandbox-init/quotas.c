#include "quotas.h"

#include <sys/resource.h>

#include "settings.h"

/* Far more than a build queues: a timer takes one for its life, an ordinary signal does without. */
#define PENDING_SIGNALS 1024

void widen_host_quotas(void) {
    setrlimit(RLIMIT_SIGPENDING, &(struct rlimit){RLIM_INFINITY, RLIM_INFINITY});
}

void bound_slot_quotas(void) {
    struct rlimit pending;
    if (getrlimit(RLIMIT_SIGPENDING, &pending) == 0 && pending.rlim_max > PENDING_SIGNALS)
        setrlimit(RLIMIT_SIGPENDING, &(struct rlimit){PENDING_SIGNALS, PENDING_SIGNALS});
    /* An eighth of the 128 that a user of the host has by default, and watches enough for a tree of sources. */
    set_if_present("/proc/sys/user/max_inotify_instances", "16");
    set_if_present("/proc/sys/user/max_inotify_watches", "8192");
}

void forbid_user_namespaces(void) {
    set_if_present("/proc/sys/user/max_user_namespaces", "0");
}
