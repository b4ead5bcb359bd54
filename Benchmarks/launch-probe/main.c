/*
 * launch-probe MODE COUNT ROOTFS COMMAND...: one worker of the launch benchmark. It launches COMMAND COUNT times, one after another, as
 * MODE says: `best` and `naive` are bare sandboxes in the worker itself, the yardstick; `spawn` starts a process with nothing
 * around it, and so does `spawn-unified`, for programs that want the unified hierarchy of cgroups and no other.
 * It prints one line of microseconds per launch, then the monotonic start and end and the CPU time of it all.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "probe.h"

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static uint64_t cpu(int who) {
    struct rusage usage;
    getrusage(who, &usage);
    return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 + (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

_Noreturn void die(const char *stage) {
    fprintf(stderr, "launch-probe: %s: %s\n", stage, strerror(errno));
    exit(1);
}

static void prepare_spawn(const char *root_file_system) {
    (void)root_file_system;
}

/* Where the host has the unified hierarchy of cgroups beside older ones or not at all: some runtimes take nothing else. */
static void prepare_spawn_unified(const char *root_file_system) {
    (void)root_file_system;
    if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) die("unshare");
    if (mount("cgroup2", "/sys/fs/cgroup", "cgroup2", 0, NULL) < 0) die("cgroup2");
}

static pid_t launch_spawn(char **arguments) {
    pid_t child;
    errno = posix_spawn(&child, arguments[0], NULL, NULL, arguments, environ);
    if (errno != 0) die("posix_spawn");
    return child;
}

static const struct {
    const char *name;
    void (*prepare)(const char *root_file_system);
    pid_t (*launch)(char **arguments);
} modes[] = {{"best", prepare_best, launch_best}, {"naive", prepare_naive, launch_naive}, {"spawn", prepare_spawn, launch_spawn},
    {"spawn-unified", prepare_spawn_unified, launch_spawn}};

int main(int argument_count, char **arguments) {
    size_t mode = 0;
    const size_t mode_count = sizeof modes / sizeof *modes;
    while (argument_count > 1 && mode < mode_count && strcmp(modes[mode].name, arguments[1]) != 0) mode++;
    int count = argument_count > 2 ? atoi(arguments[2]) : 0;
    if (argument_count < 5 || mode == mode_count || count < 1) {
        fprintf(stderr, "usage: launch-probe best|naive|spawn|spawn-unified COUNT ROOTFS COMMAND...\n");
        return 2;
    }
    modes[mode].prepare(arguments[3]);
    uint64_t cpu_before = cpu(RUSAGE_SELF) + cpu(RUSAGE_CHILDREN);
    uint64_t start = now();
    for (int i = 0; i < count; i++) {
        int status;
        uint64_t before = now();
        pid_t child = modes[mode].launch(arguments + 4);
        if (waitpid(child, &status, 0) != child) die("waitpid");
        if (status != 0) {
            fprintf(stderr, "the command ended with wait status %d\n", status);
            return 1;
        }
        printf("%llu\n", (unsigned long long)(now() - before));
    }
    uint64_t end = now();
    uint64_t used = cpu(RUSAGE_SELF) + cpu(RUSAGE_CHILDREN) - cpu_before;
    printf("%llu %llu %llu\n", (unsigned long long)start, (unsigned long long)end, (unsigned long long)used);
    return 0;
}
