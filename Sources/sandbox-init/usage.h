#ifndef WITNESSBOX_USAGE_H
#define WITNESSBOX_USAGE_H

#include <stdbool.h>
#include <stdint.h>

/* What the living processes of the sandbox use, pid 1 left out. */
struct usage {
    uint64_t tasks;
    uint64_t cpu_microseconds;
    /* Of the one process that has most. */
    uint64_t open_files;
};

struct usage measure_usage(void);

/*
 * Resident memory of those processes that is anonymous or shared, no file's of the image. A page that several share counts in each of
 * them, or, at a higher price, once.
 */
uint64_t resident_bytes(void);
uint64_t proportional_bytes(void);

/* Visits every process of the sandbox but pid 1, in ascending order. */
void for_each_process(void (*visit)(int process, void *total), void *total);
/* What the writable layer holds, in bytes. */
uint64_t scratch_bytes(void);

/* Whether the writable layer has no block or no inode left. */
bool scratch_is_full(void);

#endif
