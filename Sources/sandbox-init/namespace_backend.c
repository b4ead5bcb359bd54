#define _GNU_SOURCE
#include "backend.h"

#include <sched.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "failure.h"
#include "identity.h"
#include "mounts.h"
#include "quotas.h"
#include "settings.h"
#include "shared_namespaces.h"

/* Maps user and group 0 of the user namespace that this process was born in to `user` and `group` of its parent. */
static int map_identity(unsigned user, unsigned group) {
    char line[32];
    snprintf(line, sizeof line, "0 %u 1", user);
    if (write_setting("/proc/self/uid_map", line) < 0) return failed("map-user");
    snprintf(line, sizeof line, "0 %u 1", group);
    if (write_setting("/proc/self/gid_map", line) < 0) return failed("map-group");
    return 0;
}

/* Enters a new user namespace (and those of `more`, as CLONE_NEW flags) in which this user is 0 and nobody else exists. */
static int enter_user_namespace(int more) {
    unsigned user = geteuid();
    unsigned group = getegid();
    if (unshare(CLONE_NEWUSER | more) < 0) return failed("user-namespace");
    /* After a change of user id the kernel gives /proc/self to root until the process is dumpable again. */
    if (prctl(PR_SET_DUMPABLE, 1) < 0) return failed("set-dumpable");
    /* For the user namespaces below this one too. */
    if (write_setting("/proc/self/setgroups", "deny") < 0) return failed("deny-setgroups");
    return map_identity(user, group);
}

/*
 * As root the tree is bound before the id changes, since the directories above it may be closed to the new id.
 * As any other user the right to mount comes with the user namespace.
 */
static int enter_slot(const char *root_file_system) {
    if (geteuid() == 0) {
        widen_host_quotas();
        if (enter_mount_namespace() < 0 || build_slot_root(root_file_system) < 0) return -1;
        if (become_host_user() < 0 || enter_user_namespace(0) < 0) return -1;
    } else {
        if (enter_user_namespace(CLONE_NEWNS) < 0 || build_slot_root(root_file_system) < 0) return -1;
    }
    bound_slot_quotas();
    find_masks();
    return enter_shared_namespaces();
}

static int take_namespaces(void) {
    if (map_identity(0, 0) < 0) return -1;
    forbid_user_namespaces();
    return 0;
}

/* All that this process makes is the guest's, whose user it is. */
static int furnish_scratch(void) {
    return 0;
}

static int limit_processes(const struct sandbox_launch *limits) {
    /* Counted in this sandbox's own user namespace: pid 1, and one above the limit so that its passing can be seen. */
    rlim_t most = limits->processes + 2ULL;
    return setrlimit(RLIMIT_NPROC, &(struct rlimit){most, most}) < 0 ? failed("limit-processes") : 0;
}

static int become_guest(void) {
    return 0;
}

const struct backend namespace_backend = {
    .name = "namespace",
    .has_user_namespace = true,
    .enter_slot = enter_slot,
    .take_namespaces = take_namespaces,
    .furnish_scratch = furnish_scratch,
    .limit_processes = limit_processes,
    .become_guest = become_guest,
};
