#define _GNU_SOURCE
#include "events.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>

static void wake(int signal_number) {
    (void)signal_number;
}

void prepare_events(void) {
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigaction(SIGCHLD, &(struct sigaction){.sa_handler = wake}, NULL);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGCHLD);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
}

bool wait_for_event(int socket, long timeout_milliseconds) {
    struct pollfd wanted = {.fd = socket, .events = POLLIN};
    struct timespec timeout = {timeout_milliseconds / 1000, timeout_milliseconds % 1000 * 1000000};
    sigset_t none;
    sigemptyset(&none);
    return ppoll(&wanted, 1, timeout_milliseconds < 0 ? NULL : &timeout, &none) > 0;
}
