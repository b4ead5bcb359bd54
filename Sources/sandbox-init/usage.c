#define _GNU_SOURCE
#include "usage.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cleanup.h"

/* Visits the entries that are numbers from `least` on. Without opendir, which allocates for each call. */
static void for_each_entry(const char *directory, int least, void (*visit)(int number, void *total), void *total) {
    char entries[4096] __attribute__((aligned(8)));
    CLOSED_AT_END int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    long length;
    while (descriptor >= 0 && (length = syscall(SYS_getdents64, descriptor, entries, sizeof entries)) > 0) {
        for (long at = 0; at < length; at += ((struct dirent64 *)(entries + at))->d_reclen) {
            const char *name = ((struct dirent64 *)(entries + at))->d_name;
            if (*name >= '0' && *name <= '9' && atoi(name) >= least) visit(atoi(name), total);
        }
    }
}

static void count_entry(int number, void *total) {
    (void)number;
    ++*(uint64_t *)total;
}

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

/* Since Linux 6.2 the directory's size is the number of its entries; before, it is 0 and only a process that can be read is counted. */
static uint64_t open_files(int process) {
    char path[32];
    struct stat found;
    snprintf(path, sizeof path, "/proc/%d/fd", process);
    if (stat(path, &found) < 0) return 0;
    if (found.st_size > 0) return (uint64_t)found.st_size;
    uint64_t count = 0;
    for_each_entry(path, 0, count_entry, &count);
    return count;
}

static void add_usage(int process, void *total) {
    struct usage *usage = total;
    char text[512];
    unsigned long long user, system, waited_user, waited_system, tasks;
    if (!read_of(process, "stat", text, sizeof text)) return;
    /* The name in parentheses is the guest's to choose; the fields after it are not. */
    const char *fields = strrchr(text, ')');
    if (fields == NULL) return;
    if (sscanf(fields, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu %*d %*d %llu", &user, &system, &waited_user,
            &waited_system, &tasks) != 5) return;
    usage->tasks += tasks;
    uint64_t files = open_files(process);
    if (files > usage->open_files) usage->open_files = files;
    usage->cpu_microseconds += (user + system + waited_user + waited_system) * 1000000 / (unsigned long long)sysconf(_SC_CLK_TCK);
}

/* Adds the values of two fields of a file of a process, which are in kilobytes; false when it may not be read. */
static bool add_fields(int process, const char *file, const char *const names[2], uint64_t *bytes) {
    char text[2048];
    if (!read_of(process, file, text, sizeof text)) return false;
    for (int i = 0; i < 2; i++) {
        const char *field = strstr(text, names[i]);
        if (field != NULL) *bytes += strtoull(field + strlen(names[i]), NULL, 10) * 1024;
    }
    return true;
}

static void add_resident(int process, void *total) {
    add_fields(process, "status", (const char *const[]){"\nRssAnon:", "\nRssShmem:"}, total);
}

/* A process that made itself unreadable is charged with all that it shares. */
static void add_proportional(int process, void *total) {
    if (!add_fields(process, "smaps_rollup", (const char *const[]){"\nPss_Anon:", "\nPss_Shmem:"}, total)) add_resident(process, total);
}

void for_each_process(void (*visit)(int process, void *total), void *total) {
    for_each_entry("/proc", 2, visit, total);
}

struct usage measure_usage(void) {
    struct usage total = {0};
    for_each_process(add_usage, &total);
    return total;
}

uint64_t resident_bytes(void) {
    uint64_t total = 0;
    for_each_process(add_resident, &total);
    return total;
}

uint64_t proportional_bytes(void) {
    uint64_t total = 0;
    for_each_process(add_proportional, &total);
    return total;
}

uint64_t scratch_bytes(void) {
    struct statfs scratch;
    return statfs("/", &scratch) == 0 ? (uint64_t)(scratch.f_blocks - scratch.f_bfree) * (uint64_t)scratch.f_bsize : 0;
}

bool scratch_is_full(void) {
    struct statfs scratch;
    return statfs("/", &scratch) == 0 && (scratch.f_bavail == 0 || scratch.f_ffree == 0);
}
