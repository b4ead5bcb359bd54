#define _GNU_SOURCE
#include "zygote.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backend.h"
#include "cleanup.h"
#include "events.h"
#include "failure.h"
#include "network.h"
#include "session.h"

/*
 * The slot's network, IPC and UTS namespaces are shared by its sandboxes, of which no two are ever alive together: a new network
 * namespace is by far the dearest, the end of an IPC namespace makes the kernel wait, and no guest can leave anything in the last two.
 */
#define SANDBOX_NAMESPACES (CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWCGROUP)

struct zygote {
    int control;
    /* Pid 1 of the live sandbox, or 0. */
    pid_t sandbox;
    /* Sockets in its network namespace that the host was given. */
    unsigned listeners;
};

/* Starts a sandbox; when it cannot, the session's peer learns why. */
static void launch(struct zygote *zygote, const struct sandbox_launch *request, int session) {
    int identity = backend->has_user_namespace ? CLONE_NEWUSER : 0;
    pid_t child = (pid_t)syscall(SYS_clone, SANDBOX_NAMESPACES | identity | SIGCHLD, NULL, NULL, NULL, NULL);
    if (child == 0) {
        close(zygote->control);
        serve_session(session, request);
    }
    if (child > 0) {
        zygote->sandbox = child;
        return;
    }
    struct sandbox_message ended = {SANDBOX_ENDED};
    failed("clone");
    send_failure(session);
    sandbox_send(zygote->control, &ended, sizeof ended, NULL, 0, NULL, 0);
}

static void answer_listen(struct zygote *zygote, const struct sandbox_listen *request) {
    struct sandbox_message opened = {SANDBOX_OPENED};
    bool may_open = zygote->sandbox > 0 && zygote->listeners < SANDBOX_LISTENERS;
    errno = zygote->sandbox > 0 ? EMFILE : ESRCH;
    CLOSED_AT_END int listener = may_open ? open_listener(request) : failed("listen");
    if (listener < 0) {
        send_failure(zygote->control);
        return;
    }
    zygote->listeners++;
    sandbox_send(zygote->control, &opened, sizeof opened, NULL, 0, &listener, 1);
}

/* Returns false at the end of the conversation, or when what comes is no request that can be meant. */
static bool serve_request(struct zygote *zygote) {
    union {
        struct sandbox_message message;
        struct sandbox_launch launch;
        struct sandbox_listen listen;
    } request;
    int descriptors[SANDBOX_PACKET_DESCRIPTORS];
    size_t count;
    ssize_t length = sandbox_receive(zygote->control, &request, sizeof request, descriptors, &count);
    if (length < (ssize_t)sizeof request.message) return false;
    bool is_launch = request.message.kind == SANDBOX_LAUNCH && length == sizeof request.launch && count == 1 && zygote->sandbox == 0;
    bool is_listen = request.message.kind == SANDBOX_LISTEN && length == sizeof request.listen && count == 0;
    if (is_launch) launch(zygote, &request.launch, descriptors[0]);
    if (is_listen) answer_listen(zygote, &request.listen);
    for (size_t i = 0; i < count; i++) close(descriptors[i]);
    return is_launch || is_listen;
}

/*
 * Says that the sandbox is gone. The next one must not meet a socket that the host may still hold here: it gets another network namespace,
 * and this one ends with its last socket.
 */
static int end_sandbox(struct zygote *zygote) {
    struct sandbox_message ended = {SANDBOX_ENDED};
    bool had_listeners = zygote->listeners > 0;
    zygote->sandbox = 0;
    zygote->listeners = 0;
    sandbox_send(zygote->control, &ended, sizeof ended, NULL, 0, NULL, 0);
    return had_listeners ? enter_network_namespace() : 0;
}

int serve_zygote(int control) {
    struct sandbox_message ready = {SANDBOX_READY};
    struct zygote zygote = {.control = control};
    if (sandbox_send(control, &ready, sizeof ready, NULL, 0, NULL, 0) < 0) return 1;
    for (;;) {
        bool asked = wait_for_event(control, -1);
        bool is_over = zygote.sandbox > 0 && waitpid(zygote.sandbox, NULL, WNOHANG) == zygote.sandbox;
        if (is_over && end_sandbox(&zygote) < 0) return 1;
        /* Should the conversation end while a sandbox lives, its pid 1 dies with this process. */
        if (asked && !serve_request(&zygote)) return 0;
    }
}
