#define _GNU_SOURCE
#include "cgroup.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "failure.h"
#include "settings.h"

enum account { MEMORY_EVENTS, OOM_CONTROL, LIMIT_HITS, MEMORY_STAT, PIDS_EVENTS, CPU_STAT, CPU_USAGE, ACCOUNT_COUNT };

/* No cgroup has all of them: the second to third, and the last, are those of version 1. */
static const char *const account_names[ACCOUNT_COUNT] = {
    "memory.events", "memory.oom_control", "memory.failcnt", "memory.stat", "pids.events", "cpu.stat", "cpuacct.usage",
};

static int accounts[ACCOUNT_COUNT] = {-1, -1, -1, -1, -1, -1, -1};
static bool is_inside;

static int path_in(char path[PATH_MAX], const char *directory, const char *name) {
    errno = ENAMETOOLONG;
    return snprintf(path, PATH_MAX, "%s/%s", directory, name) < PATH_MAX ? 0 : -1;
}

static int enter_cgroup(const char *directory) {
    char path[PATH_MAX];
    if (path_in(path, directory, "cgroup.procs") < 0 || write_setting(path, "0") < 0) return failed("enter-cgroup");
    for (int i = 0; i < ACCOUNT_COUNT; i++) {
        if (path_in(path, directory, account_names[i]) < 0) return failed("enter-cgroup");
        if (accounts[i] < 0) accounts[i] = open(path, O_RDONLY | O_CLOEXEC);
    }
    return 0;
}

int enter_cgroups(char *const *directories, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (enter_cgroup(directories[i]) < 0) return -1;
    }
    is_inside = true;
    return 0;
}

bool has_cgroup(void) {
    return is_inside;
}

/* The account's text, empty when there is no such account here. */
static const char *text_of(enum account account) {
    static char text[16 << 10];
    ssize_t length = accounts[account] < 0 ? 0 : pread(accounts[account], text, sizeof text - 1, 0);
    text[length > 0 ? length : 0] = '\0';
    return text;
}

/* The number after a name at the start of a line; 0 when there is none. */
static uint64_t field(const char *text, const char *name) {
    size_t length = strlen(name);
    for (const char *line = text; line != NULL && *line != '\0'; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (strncmp(line, name, length) == 0 && line[length] == ' ') return strtoull(line + length, NULL, 10);
    }
    return 0;
}

struct cgroup_events read_cgroup_events(void) {
    struct cgroup_events events = {0};
    if (!is_inside) return events;
    if (accounts[MEMORY_EVENTS] >= 0) {
        const char *text = text_of(MEMORY_EVENTS);
        events.memory_kills = field(text, "oom_kill");
        events.memory_limit_hits = field(text, "oom");
    } else {
        events.memory_kills = field(text_of(OOM_CONTROL), "oom_kill");
        events.memory_limit_hits = strtoull(text_of(LIMIT_HITS), NULL, 10);
    }
    events.refused_forks = field(text_of(PIDS_EVENTS), "max");
    return events;
}

bool read_cgroup_cpu(uint64_t *microseconds) {
    if (accounts[CPU_USAGE] >= 0) *microseconds = strtoull(text_of(CPU_USAGE), NULL, 10) / 1000;
    else if (accounts[CPU_STAT] >= 0) *microseconds = field(text_of(CPU_STAT), "usage_usec");
    else return false;
    return true;
}

uint64_t cgroup_memory_bytes(void) {
    static const char *const parts[] = {"anon", "rss", "shmem", "kernel_stack", "pagetables", "sock"};
    uint64_t total = 0;
    const char *text = text_of(MEMORY_STAT);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) total += field(text, parts[i]);
    return total;
}
