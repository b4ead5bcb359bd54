#define _GNU_SOURCE
#include "zygote.h"

#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cleanup.h"
#include "events.h"
#include "failure.h"
#include "session.h"

/*
 * The slot's network, IPC and UTS namespaces are shared by its sandboxes, of which no two are ever alive together: a new network
 * namespace is by far the dearest, the end of an IPC namespace makes the kernel wait, and no guest can leave anything in the last two.
 */
#define SANDBOX_NAMESPACES (CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWCGROUP)

/* Returns the pid of the new sandbox's pid 1; 0 when there is none, which the session's peer then learns; -1 at the end of the conversation. */
static pid_t launch(int control) {
    struct sandbox_launch request;
    int descriptors[SANDBOX_PACKET_DESCRIPTORS];
    size_t count;
    ssize_t length = sandbox_receive(control, &request, sizeof request, descriptors, &count);
    if (length != sizeof request || request.kind != SANDBOX_LAUNCH || count != 1) return -1;
    CLOSED_AT_END int session = descriptors[0];
    pid_t child = (pid_t)syscall(SYS_clone, SANDBOX_NAMESPACES | SIGCHLD, NULL, NULL, NULL, NULL);
    if (child == 0) {
        close(control);
        serve_session(session, &request);
    }
    if (child < 0) {
        failed("clone");
        send_failure(session);
        return 0;
    }
    return child;
}

int serve_zygote(int control) {
    struct sandbox_message ready = {SANDBOX_READY};
    struct sandbox_message ended = {SANDBOX_ENDED};
    pid_t sandbox = 0;
    if (sandbox_send(control, &ready, sizeof ready, NULL, 0, NULL, 0) < 0) return 1;
    for (;;) {
        bool asked = wait_for_event(control, -1);
        if (sandbox > 0 && waitpid(sandbox, NULL, WNOHANG) == sandbox) {
            sandbox = 0;
            sandbox_send(control, &ended, sizeof ended, NULL, 0, NULL, 0);
        }
        if (!asked) continue;
        /* While a sandbox lives nothing but the end of the conversation can come; its pid 1 dies with this process. */
        if (sandbox > 0) return 0;
        sandbox = launch(control);
        if (sandbox < 0) return 0;
        if (sandbox == 0) sandbox_send(control, &ended, sizeof ended, NULL, 0, NULL, 0);
    }
}
