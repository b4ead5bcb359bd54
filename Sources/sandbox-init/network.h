#ifndef WITNESSBOX_NETWORK_H
#define WITNESSBOX_NETWORK_H

#include "sandbox_wire.h"

/* Enters a network namespace that holds nothing but a loopback interface, and raises it. */
int enter_network_namespace(void);

/* Opens a TCP socket that listens in this namespace, for the host to accept from. Returns a descriptor, or -1 with the failure recorded. */
int open_listener(const struct sandbox_listen *request);

#endif
