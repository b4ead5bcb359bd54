#define _GNU_SOURCE
#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "backend.h"
#include "events.h"
#include "failure.h"
#include "files.h"
#include "identity.h"
#include "mounts.h"
#include "oom.h"
#include "seccomp_filter.h"
#include "spawn.h"
#include "step.h"

static int limit(int resource, uint64_t value) {
    return setrlimit(resource, &(struct rlimit){value, value});
}

static int apply_limits(const struct sandbox_launch *limits) {
    if (backend->limit_processes(limits) < 0) return -1;
    /*
     * The commands' own, see spawn.c. The kernel refuses to pass a descriptor once its user has more of them on the way than the sender
     * may open: with a limit above the guests' no guest can fill that measure for pid 1.
     */
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) < 0 || limit(RLIMIT_NOFILE, files.rlim_max) < 0) return failed("limit-open-files");
    errno = EPERM;
    if (limits->open_files > files.rlim_max) return failed("limit-open-files");
    if (limits->file_bytes > 0 && limit(RLIMIT_FSIZE, limits->file_bytes) < 0) return failed("limit-file-bytes");
    return 0;
}

/* Returns a descriptor of the sandbox's mount namespace, for the peer to hold: see SANDBOX_READY. */
static int enter_sandbox(const struct sandbox_launch *limits) {
    if (backend->take_namespaces() < 0) return -1;
    int mount_namespace = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
    if (mount_namespace < 0) return failed("hold-mounts");
    if (open_oom_score() < 0) return -1;
    if (enter_sandbox_root(limits) < 0 || apply_limits(limits) < 0) return -1;
    if (backend->become_guest() < 0 || drop_privileges() < 0) return -1;
    /* Last of all, since the kernel forgets it when credentials change. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) return failed("die-with-zygote");
    /* Pid 1 needs nothing that the filter denies, and each command inherits it at no cost. */
    return install_guest_filter(limits->may_trace != 0) < 0 ? -1 : mount_namespace;
}

static void answer_open(int session, int descriptor) {
    struct sandbox_message opened = {SANDBOX_OPENED};
    if (descriptor < 0) {
        send_failure(session);
        return;
    }
    sandbox_send(session, &opened, sizeof opened, NULL, 0, &descriptor, 1);
    close(descriptor);
}

/* Any packet that is not a request as sandbox_wire.h has it ends the sandbox: the peer is not to be trusted any more. */
static void serve_request(int session, const struct sandbox_launch *limits, struct step *step) {
    static union {
        struct sandbox_message message;
        struct sandbox_execute execute;
        struct sandbox_open open;
        char bytes[SANDBOX_PACKET_BYTES];
    } packet;
    int descriptors[SANDBOX_PACKET_DESCRIPTORS];
    size_t count;
    ssize_t length = sandbox_receive(session, &packet, sizeof packet, descriptors, &count);
    if (length < (ssize_t)sizeof packet.message) _exit(0);
    bool is_open = length > (ssize_t)sizeof packet.open && packet.bytes[length - 1] == '\0';
    char *path = packet.bytes + sizeof packet.open;
    if (packet.message.kind == SANDBOX_STOP) stop_step(step, limits, SANDBOX_CAUSE_STOPPED);
    else if (packet.message.kind == SANDBOX_EXECUTE && !step->running && length > (ssize_t)sizeof packet.execute && packet.bytes[length - 1] == '\0')
        start_step(step, session, limits, &packet.execute, (size_t)length, descriptors, count);
    else if (packet.message.kind == SANDBOX_OPEN_FILE && is_open) answer_open(session, open_file(path));
    else if (packet.message.kind == SANDBOX_OPEN_DIRECTORY && is_open) answer_open(session, open_directory(path));
    else if (packet.message.kind == SANDBOX_CREATE_FILE && is_open) answer_open(session, create_file(path, packet.open.mode));
    else _exit(1);
    for (size_t i = 0; i < count; i++) close(descriptors[i]);
}

_Noreturn void serve_session(int session, const struct sandbox_launch *limits) {
    struct sandbox_message ready = {SANDBOX_READY};
    struct step step = {0};
    int mount_namespace = enter_sandbox(limits);
    if (mount_namespace < 0) {
        send_failure(session);
        _exit(1);
    }
    sandbox_send(session, &ready, sizeof ready, NULL, 0, &mount_namespace, 1);
    close(mount_namespace);
    for (;;) {
        if (wait_for_event(session, step_timeout(&step))) serve_request(session, limits, &step);
        if (step.running) watch_step(&step, session, limits);
    }
}
