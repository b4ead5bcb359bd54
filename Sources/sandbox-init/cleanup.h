#ifndef WITNESSBOX_CLEANUP_H
#define WITNESSBOX_CLEANUP_H

#include <unistd.h>

static inline void close_descriptor(int *descriptor) {
    if (*descriptor >= 0) close(*descriptor);
}

/* Closes a descriptor at the end of its scope, unless it is -1. */
#define CLOSED_AT_END __attribute__((cleanup(close_descriptor)))

#endif
