#ifndef WITNESSBOX_USAGE_H
#define WITNESSBOX_USAGE_H

#include <stdbool.h>
#include <stdint.h>

/* What the living processes of the sandbox use, pid 1 left out. */
struct usage {
    uint64_t tasks;
    uint64_t cpu_microseconds;
    /* Resident pages that are no file's; a page that processes share counts in each of them. */
    uint64_t memory_bytes;
};

struct usage measure_usage(void);

/* The same memory with a shared page counted once; dearer, so asked only when the plain sum is over the limit. */
uint64_t shared_memory_bytes(void);

/* Whether the writable layer has no block or no inode left. */
bool scratch_is_full(void);

#endif
