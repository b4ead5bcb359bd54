#ifndef WITNESSBOX_SANDBOX_HOST_H
#define WITNESSBOX_SANDBOX_HOST_H

#include <stddef.h>

/* System calls of the host's side that the C library shows to C alone, or not at all. */

/* A close-on-exec pipe whose reading end, ends[0], does not block. Returns 0, or -1 with errno. */
int sandbox_output_pipe(int ends[2]);

/* A close-on-exec file in memory with this content, sealed against every change. Returns a descriptor, or -1 with errno. */
int sandbox_sealed_file(const void *content, size_t size);

/* A close-on-exec event that sandbox_raise_event makes readable for good. Returns a descriptor, or -1 with errno. */
int sandbox_event(void);
void sandbox_raise_event(int event);

/*
 * Opens a directory below another without following a link or entering another mount (Linux 5.6).
 * Returns a descriptor, or -1 with errno (EXDEV at another mount).
 */
int sandbox_open_beneath(int directory, const char *path);

#endif
