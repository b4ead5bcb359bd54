#ifndef WITNESSBOX_CGROUP_H
#define WITNESSBOX_CGROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The slot's cgroups, of version 1 or 2, as those who live in them see them: through files that were opened before the host's root was
 * left. Their limits are written from outside.
 */

/* Moves this process into the cgroups, one directory for each hierarchy, and opens their accounts. */
int enter_cgroups(char *const *directories, size_t count);

/* Whether this process lives in cgroups of the slot's own. */
bool has_cgroup(void);

/* What the kernel has counted since the cgroups were made; only differences tell something of one step. */
struct cgroup_events {
    /* Processes that the kernel killed for want of memory, and how often that want was of the slot's own limit's making. */
    uint64_t memory_kills;
    uint64_t memory_limit_hits;
    uint64_t refused_forks;
};

struct cgroup_events read_cgroup_events(void);

/* CPU time of all that ever lived in the cgroups, pid 1 and the zygote with it; false when no cgroup counts it. */
bool read_cgroup_cpu(uint64_t *microseconds);

/* Memory of processes, anonymous or shared, and, where the kernel tells it apart, of their page tables, stacks and sockets. The pages of the writable layer are part of it. */
uint64_t cgroup_memory_bytes(void);

#endif
