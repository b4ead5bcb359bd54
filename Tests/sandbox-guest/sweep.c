#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest.h"

/* Past the last number of any table, and twice that. */
#define SWEPT_NUMBERS 1024

static const long no_words[6] = {-1, -1, -1, -1, -1, -1};
static char scratch[4096];

/* Calls that the kernel itself would answer with EPERM or ENOSYS, or whose rules would, were every argument -1. */
static const struct {
    long number;
    long arguments[6];
} harmless[] = {
    {SYS_clone, {SIGCHLD}},
    {SYS_futex, {(long)scratch, FUTEX_WAKE}},
    {SYS_socket, {AF_UNIX, SOCK_STREAM}},
    {SYS_socketpair, {AF_UNIX, SOCK_STREAM, 0, (long)scratch}},
    {SYS_seccomp, {-1}},
    {SYS_ptrace, {PTRACE_TRACEME}},
};

static const long *arguments_of(long number) {
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        if (harmless[i].number == number) return harmless[i].arguments;
    }
    return no_words;
}

/* Makes the call in a process of its own, which may die of it, wait for ever or never come back, and tells its errno. */
static void make_call(long number, int answer) {
    const long *with = arguments_of(number);
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {.tv_usec = 100000}}, NULL);
    errno = 0;
    long outcome;
#ifdef SYS_vfork
    if (number == SYS_vfork) {
        outcome = vfork();
        if (outcome == 0) _exit(0);
    } else
#endif
        outcome = syscall(number, with[0], with[1], with[2], with[3], with[4], with[5]);
    int error = outcome < 0 ? errno : 0;
    if (write(answer, &error, sizeof error) < 0) _exit(1);
    _exit(0);
}

int sweep_calls(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    for (long number = 0; number < SWEPT_NUMBERS; number++) {
        int channel[2], error;
        if (pipe(channel) < 0) return 1;
        pid_t child = fork();
        if (child < 0) return 1;
        if (child == 0) {
            close(channel[0]);
            make_call(number, channel[1]);
        }
        close(channel[1]);
        if (read(channel[0], &error, sizeof error) == sizeof error) printf("%ld %d\n", number, error);
        else printf("%ld gone\n", number);
        fflush(stdout);
        close(channel[0]);
        waitpid(child, NULL, 0);
    }
    return 0;
}
