#ifndef WITNESSBOX_LAUNCH_PROBE_H
#define WITNESSBOX_LAUNCH_PROBE_H

#include <sys/types.h>

/* Prints what failed with its errno and ends the process. */
_Noreturn void die(const char *stage);

/* Makes this process's user namespace map its user 0 to `user` and `group` of the parent. */
void map_identity(unsigned user, unsigned group);

/* Prepares this worker for launches of `root_file_system`. */
void prepare_best(const char *root_file_system);
void prepare_naive(const char *root_file_system);

/* Starts one sandboxed command and returns its pid. */
pid_t launch_best(char **arguments);
pid_t launch_naive(char **arguments);

#endif
