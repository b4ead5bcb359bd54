#define _GNU_SOURCE
#include "usage.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cleanup.h"

/* Reads the start of a file of a process, NUL-terminated; false when the process is gone. */
static bool read_of(int process, const char *name, char *text, size_t size) {
    char path[32];
    snprintf(path, sizeof path, "/proc/%d/%s", process, name);
    CLOSED_AT_END int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    ssize_t length = read(descriptor, text, size - 1);
    if (length <= 0) return false;
    text[length] = '\0';
    return true;
}

static void add_usage(int process, void *total) {
    struct usage *usage = total;
    char text[512];
    unsigned long long user, system, waited_user, waited_system, tasks, resident, shared;
    if (!read_of(process, "stat", text, sizeof text)) return;
    /* The name in parentheses is the guest's to choose; the fields after it are not. */
    const char *fields = strrchr(text, ')');
    if (fields == NULL) return;
    if (sscanf(fields, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu %*d %*d %llu", &user, &system, &waited_user,
            &waited_system, &tasks) != 5) return;
    usage->tasks += tasks;
    usage->cpu_microseconds += (user + system + waited_user + waited_system) * 1000000 / (unsigned long long)sysconf(_SC_CLK_TCK);
    if (!read_of(process, "statm", text, sizeof text)) return;
    if (sscanf(text, "%*u %llu %llu", &resident, &shared) == 2 && resident > shared)
        usage->memory_bytes += (resident - shared) * (unsigned long long)sysconf(_SC_PAGESIZE);
}

static void add_shared_memory(int process, void *total) {
    uint64_t *bytes = total;
    char text[1024];
    unsigned long long kilobytes;
    if (!read_of(process, "smaps_rollup", text, sizeof text)) return;
    const char *line = strstr(text, "Pss_Anon:");
    if (line != NULL && sscanf(line, "Pss_Anon: %llu", &kilobytes) == 1) *bytes += kilobytes * 1024;
}

/* Without opendir, which allocates for each call. */
static void for_each_process(void (*visit)(int process, void *total), void *total) {
    char entries[4096] __attribute__((aligned(8)));
    CLOSED_AT_END int descriptor = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    long length;
    while (descriptor >= 0 && (length = syscall(SYS_getdents64, descriptor, entries, sizeof entries)) > 0) {
        for (long at = 0; at < length; at += ((struct dirent64 *)(entries + at))->d_reclen) {
            int process = atoi(((struct dirent64 *)(entries + at))->d_name);
            if (process > 1) visit(process, total);
        }
    }
}

struct usage measure_usage(void) {
    struct usage total = {0};
    for_each_process(add_usage, &total);
    return total;
}

uint64_t shared_memory_bytes(void) {
    uint64_t total = 0;
    for_each_process(add_shared_memory, &total);
    return total;
}

bool scratch_is_full(void) {
    struct statfs scratch;
    return statfs("/", &scratch) == 0 && (scratch.f_bavail == 0 || scratch.f_ffree == 0);
}
