/*
 * sandbox-init BACKEND ROOTFS [CGROUP]...: the zygote of one slot. It makes the slot's namespaces once, then starts sandboxes on request.
 * Its control socket is descriptor 3; the end of that conversation is its end and the end of all it started.
 * Each CGROUP is a directory to make for the slot, one in each hierarchy, see keeper.h.
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backend.h"
#include "events.h"
#include "failure.h"
#include "keeper.h"
#include "oom.h"
#include "seccomp_filter.h"
#include "settings.h"
#include "zygote.h"

int main(int argument_count, char **arguments) {
    if (argument_count < 3 || !choose_backend(arguments[1])) {
        fprintf(stderr, "usage: sandbox-init namespace|chroot ROOTFS [CGROUP]..., started by witnessbox with a control socket on descriptor %d\n",
            SANDBOX_CONTROL_DESCRIPTOR);
        return 2;
    }
    close_range(SANDBOX_CONTROL_DESCRIPTOR + 1, ~0U, 0);
    /* What is typed at the orchestrator's terminal is the orchestrator's to answer. */
    setsid();
    umask(022);
    /* At 0 the kernel would still hand a guest's memory to a crash handler of the host; at 1 it does not, and one byte is no core file. */
    setrlimit(RLIMIT_CORE, &(struct rlimit){1, 1});
    /* Should memory run out, guests go before this process and pid 1, and these before the orchestrator. */
    set_if_present("/proc/self/oom_score_adj", OOM_SCORE_OF_HELPERS);
    prepare_events();
    if (argument_count > 3 && enter_kept_cgroups(arguments + 3, (size_t)argument_count - 3) < 0) {
        send_failure(SANDBOX_CONTROL_DESCRIPTOR);
        return 1;
    }
    if (backend->enter_slot(arguments[2]) < 0 || install_common_filter() < 0 || die_with_keeper() < 0) {
        send_failure(SANDBOX_CONTROL_DESCRIPTOR);
        return 1;
    }
    /* What the filter was made in is of no more use, and every slot and sandbox would hold it. */
    malloc_trim(0);
    return serve_zygote(SANDBOX_CONTROL_DESCRIPTOR);
}
