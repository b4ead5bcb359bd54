#ifndef WITNESSBOX_NETWORK_H
#define WITNESSBOX_NETWORK_H

/* Enters a network namespace that holds nothing but a loopback interface, and raises it. */
int enter_network_namespace(void);

#endif
