#ifndef WITNESSBOX_SPAWN_H
#define WITNESSBOX_SPAWN_H

#include <stddef.h>
#include <sys/types.h>

#include "sandbox_wire.h"

/*
 * Starts a command in a session of its own, with nothing open but its standard streams. Returns its pid, or -1 with
 * the failure recorded. `length` counts the request and its strings, of which the last byte is NUL.
 */
pid_t spawn(int session, const struct sandbox_launch *limits, struct sandbox_execute *request, size_t length, const int *descriptors,
    size_t descriptor_count);

#endif
