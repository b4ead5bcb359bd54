#ifndef WITNESSBOX_TEST_SUPPORT_H
#define WITNESSBOX_TEST_SUPPORT_H

#include <stdbool.h>

/* A descriptor that becomes readable when the process ends (Linux 5.3); -1 when there is no such process. */
int test_open_process(int process);

/*
 * Whether this kernel has a system call. One that is newer than Linux 5.17 is called with senseless arguments: for those that sandboxes
 * allow only.
 */
bool kernel_has(int number);

/* Whether the kernel answers a system call before any filter is asked. */
bool kernel_exempts_from_filters(int number);

/* Starts a program with its output on a pipe, whose reading end is put in `output`. Returns its pid, or -1. */
int test_spawn(char *const arguments[], int *output);

/* The same with a new terminal as all three streams, whose master is put in `master`. */
int test_spawn_on_terminal(char *const arguments[], int *master);

/* Bytes of the list of extended attributes of a file, or of a link itself; -1 with errno. */
long test_extended_attributes(const char *path);

/* Sends one packet of four bytes with so many descriptors, at most 8, more than sandbox_send would. Returns 4, or -1 with errno. */
long test_send_descriptors(int socket, unsigned count);

#endif
