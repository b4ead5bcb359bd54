#ifndef WITNESSBOX_EVENTS_H
#define WITNESSBOX_EVENTS_H

#include <stdbool.h>

/*
 * Resets every signal that was inherited as ignored or blocked, and keeps SIGCHLD blocked outside wait_for_event,
 * so that neither the zygote nor pid 1 can miss the end of a child. A fork inherits all of it.
 */
void prepare_events(void);

/* Waits for a packet on the socket (true), or for a child or the timeout (false). A negative timeout never passes. */
bool wait_for_event(int socket, long timeout_milliseconds);

#endif
