#ifndef WITNESSBOX_SANDBOX_HOST_H
#define WITNESSBOX_SANDBOX_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* System calls of the host's side that the C library shows to C alone, or not at all. */

/* A close-on-exec pipe whose reading end, ends[0], does not block. Returns 0, or -1 with errno. */
int sandbox_output_pipe(int ends[2]);

/* The same with a writing end, ends[1], that does not block. */
int sandbox_input_pipe(int ends[2]);

/* A close-on-exec file in memory with this content, sealed against every change. Returns a descriptor, or -1 with errno. */
int sandbox_sealed_file(const void *content, size_t size);

/* A close-on-exec event that sandbox_raise_event makes readable for good. Returns a descriptor, or -1 with errno. */
int sandbox_event(void);
void sandbox_raise_event(int event);

/*
 * Waits for the end of a child, without collecting it, at most so long. Returns 1 at its end, 0 when time is up, or -1 with errno.
 */
int sandbox_await_child(pid_t child, int timeout_milliseconds);

/* Whether a directory has an extended attribute of this name with the value "1". */
bool sandbox_is_marked(const char *directory, const char *attribute);

/* The hard limit on processes of this user, as a limit that this process may pass on. */
uint64_t sandbox_most_processes(void);

/*
 * Opens a directory below another without following a link or entering another mount (Linux 5.6).
 * Returns a descriptor, or -1 with errno (EXDEV at another mount).
 */
int sandbox_open_beneath(int directory, const char *path);

#endif
