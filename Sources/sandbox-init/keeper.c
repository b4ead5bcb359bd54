#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cgroup.h"
#include "failure.h"

/* How often a cgroup that the kernel still holds for busy is tried again, and after how long each time. */
#define MOST_TRIES 200
#define RETRY_NANOSECONDS 10000000

static pid_t keeper;

static void remove_cgroup(const char *directory) {
    for (int tries = 0; rmdir(directory) < 0 && errno == EBUSY && tries < MOST_TRIES; tries++)
        nanosleep(&(struct timespec){.tv_nsec = RETRY_NANOSECONDS}, NULL);
}

/* Sandboxes whose zygote is gone are children of this process, and each is collected only after its whole tree. */
static _Noreturn void keep(pid_t zygote, char *const *directories, size_t count, const sigset_t *awaited) {
    close_range(0, ~0U, 0);
    prctl(PR_SET_NAME, KEEPER_NAME);
    do {
        if (sigwaitinfo(awaited, NULL) == SIGTERM) kill(zygote, SIGKILL);
        while (waitpid(-1, NULL, WNOHANG) > 0) {}
    } while (waitpid(-1, NULL, WNOHANG) == 0);
    for (size_t i = 0; i < count; i++) remove_cgroup(directories[i]);
    _exit(0);
}

static int make_cgroups(char *const *directories, size_t count) {
    for (size_t made = 0; made < count; made++) {
        if (mkdir(directories[made], 0755) == 0) continue;
        failed("make-cgroup");
        while (made-- > 0) rmdir(directories[made]);
        return -1;
    }
    return 0;
}

int enter_kept_cgroups(char *const *directories, size_t count) {
    sigset_t awaited, before;
    if (make_cgroups(directories, count) < 0) return -1;
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) return failed("keeper");
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGTERM);
    sigaddset(&awaited, SIGCHLD);
    sigprocmask(SIG_BLOCK, &awaited, &before);
    keeper = getpid();
    pid_t zygote = fork();
    if (zygote < 0) return failed("keeper");
    if (zygote > 0) keep(zygote, directories, count, &awaited);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return enter_cgroups(directories, count);
}

int die_with_keeper(void) {
    if (keeper == 0) return 0;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) return failed("die-with-keeper");
    /* Unless that came too late. */
    if (getppid() != keeper) _exit(1);
    return 0;
}
