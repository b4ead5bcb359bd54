#define _GNU_SOURCE
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cleanup.h"
#include "failure.h"
#include "oom.h"

#define MOST_STRINGS 16384

struct start {
    const char *directory;
    char **arguments;
    char **environment;
    int streams[3];
    bool has_terminal;
    const struct sandbox_launch *limits;
    bool did_fail;
};

static const char *search_path(char **environment) {
    for (; *environment != NULL; environment++) {
        if (strncmp(*environment, "PATH=", 5) == 0) return *environment + 5;
    }
    return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
}

/* As execvpe, but on the command's own PATH and without a shell for files of no known format. Returns only on failure. */
static int execute(const struct start *start) {
    const char *program = start->arguments[0];
    if (strchr(program, '/') != NULL) {
        execve(program, start->arguments, start->environment);
        return failed("execve");
    }
    char candidate[PATH_MAX];
    int refusal = ENOENT;
    for (const char *path = search_path(start->environment); *path != '\0';) {
        int length = (int)strcspn(path, ":");
        int written = snprintf(candidate, sizeof candidate, "%.*s/%s", length, length == 0 ? "." : path, program);
        path += length + (path[length] == ':');
        if (written >= (int)sizeof candidate) continue;
        execve(candidate, start->arguments, start->environment);
        if (errno == EACCES) refusal = EACCES;
        else if (errno != ENOENT && errno != ENOTDIR) return failed("execve");
    }
    errno = refusal;
    return failed("execve");
}

static int become_command(const struct start *start) {
    if (setsid() < 0) return failed("setsid");
    if (start->has_terminal && ioctl(start->streams[0], TIOCSCTTY, 0) < 0) return failed("controlling-terminal");
    for (int stream = 0; stream < 3; stream++) {
        if (dup2(start->streams[stream], stream) < 0) return failed("standard-streams");
    }
    if (close_range(3, ~0U, 0) < 0) return failed("close-descriptors");
    if (chdir(start->directory) < 0) return failed("working-directory");
    rlim_t files = start->limits->open_files;
    if (setrlimit(RLIMIT_NOFILE, &(struct rlimit){files, files}) < 0) return failed("limit-open-files");
    /* The exact limit is pid 1's to watch; this one ends a process that eats whole seconds between two looks. */
    rlim_t seconds = (start->limits->cpu_milliseconds + 999) / 1000 + 1;
    if (start->limits->cpu_milliseconds > 0 && setrlimit(RLIMIT_CPU, &(struct rlimit){seconds, seconds + 1}) < 0) return failed("limit-cpu");
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    return execute(start);
}

/* Runs in pid 1's memory on a stack of its own while pid 1 waits: the failure it leaves is pid 1's to read. */
static int run_child(void *argument) {
    struct start *start = argument;
    become_command(start);
    start->did_fail = true;
    _exit(127);
}

/* Splits the strings after a request; false when there are not as many as it says. */
static bool split_strings(char *text, size_t size, size_t count, char **strings) {
    char *end = text + size;
    for (size_t i = 0; i < count; i++) {
        if (text >= end) return false;
        strings[i] = text;
        text += strlen(text) + 1;
    }
    return text == end;
}

/* Opens a fresh terminal of the sandbox's own and hands its master to the session's peer. Returns the slave. */
static int open_terminal(int session) {
    struct sandbox_message terminal = {SANDBOX_TERMINAL};
    CLOSED_AT_END int master = open("/dev/pts/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
    int unlock = 0;
    if (master < 0 || ioctl(master, TIOCSPTLCK, &unlock) < 0) return failed("open-terminal");
    int slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave < 0) return failed("open-terminal");
    sandbox_send(session, &terminal, sizeof terminal, NULL, 0, &master, 1);
    return slave;
}

pid_t spawn(int session, const struct sandbox_launch *limits, struct sandbox_execute *request, size_t length, const int *descriptors,
    size_t descriptor_count) {
    static char *strings[MOST_STRINGS];
    static char stack[64 << 10] __attribute__((aligned(16)));
    size_t arguments = request->argument_count, environment = request->environment_count;
    errno = E2BIG;
    if (arguments > MOST_STRINGS - 3 || environment > MOST_STRINGS - 3 - arguments) return failed("arguments");
    errno = EINVAL;
    if (arguments == 0 || !split_strings((char *)(request + 1), length - sizeof *request, 1 + arguments + environment, strings))
        return failed("arguments");
    memmove(strings + arguments + 2, strings + arguments + 1, environment * sizeof *strings);
    strings[1 + arguments] = NULL;
    strings[2 + arguments + environment] = NULL;

    CLOSED_AT_END int slave = -1;
    struct start start = {
        .directory = strings[0],
        .arguments = strings + 1,
        .environment = strings + arguments + 2,
        .has_terminal = request->wants_terminal != 0,
        .limits = limits,
    };
    if (start.has_terminal) {
        slave = open_terminal(session);
        if (slave < 0) return -1;
        start.streams[0] = start.streams[1] = start.streams[2] = slave;
    } else if (descriptor_count >= 2) {
        start.streams[0] = descriptor_count > 2 ? descriptors[2] : STDIN_FILENO;
        start.streams[1] = descriptors[0];
        start.streams[2] = descriptors[1];
    } else {
        return failed("standard-streams");
    }
    set_oom_score(OOM_SCORE_OF_GUESTS);
    pid_t child = clone(run_child, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &start);
    set_oom_score(OOM_SCORE_OF_HELPERS);
    if (child < 0) return failed("fork");
    return start.did_fail ? -1 : child;
}
