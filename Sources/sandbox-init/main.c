/*
 * sandbox-init ROOTFS: the zygote of one slot. It makes the slot's namespaces once, then starts sandboxes on request.
 * Its control socket is descriptor 3; the end of that conversation is its end and the end of all it started.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "events.h"
#include "failure.h"
#include "identity.h"
#include "mounts.h"
#include "network.h"
#include "seccomp_filter.h"
#include "settings.h"
#include "zygote.h"

/*
 * As root the tree is bound before the id changes, since the directories above it may be closed to the new id.
 * As any other user the right to mount comes with the user namespace.
 */
static int enter_slot(const char *root_file_system) {
    if (geteuid() == 0) {
        if (enter_mount_namespace() < 0 || build_slot_root(root_file_system) < 0) return -1;
        if (drop_root() < 0 || enter_user_namespace(0) < 0) return -1;
    } else {
        if (enter_user_namespace(CLONE_NEWNS) < 0 || build_slot_root(root_file_system) < 0) return -1;
    }
    find_masks();
    if (unshare(CLONE_NEWIPC | CLONE_NEWUTS) < 0) return failed("ipc-namespace");
    if (sethostname(SANDBOX_HOST_NAME, strlen(SANDBOX_HOST_NAME)) < 0) return failed("hostname");
    return enter_network_namespace();
}

int main(int argument_count, char **arguments) {
    if (argument_count != 2) {
        fprintf(stderr, "usage: sandbox-init ROOTFS, started by witnessbox with a control socket on descriptor %d\n", SANDBOX_CONTROL_DESCRIPTOR);
        return 2;
    }
    close_range(SANDBOX_CONTROL_DESCRIPTOR + 1, ~0U, 0);
    /* What is typed at the orchestrator's terminal is the orchestrator's to answer. */
    setsid();
    umask(022);
    /* At 0 the kernel would still hand a guest's memory to a crash handler of the host; at 1 it does not, and one byte is no core file. */
    setrlimit(RLIMIT_CORE, &(struct rlimit){1, 1});
    /* Should the machine run out of memory, a guest is the one to go; its processes inherit this. */
    set_if_present("/proc/self/oom_score_adj", "1000");
    prepare_events();
    if (enter_slot(arguments[1]) < 0 || compile_seccomp_filter() < 0) {
        send_failure(SANDBOX_CONTROL_DESCRIPTOR);
        return 1;
    }
    /* What the filter was made in is of no more use, and every slot and sandbox would hold it. */
    malloc_trim(0);
    return serve_zygote(SANDBOX_CONTROL_DESCRIPTOR);
}
