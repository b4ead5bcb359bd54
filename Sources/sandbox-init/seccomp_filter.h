#ifndef WITNESSBOX_SECCOMP_FILTER_H
#define WITNESSBOX_SECCOMP_FILTER_H

#include <stdbool.h>

/*
 * Puts the zygote, and all that it will start, under that part of the guests' filter which still lets it make sandboxes, and prepares the
 * rest. Needs no_new_privs or CAP_SYS_ADMIN, as the next does.
 */
int install_common_filter(void);

/* Puts this process and its descendants under the rest. Some may trace one another, never pid 1, which is not dumpable. */
int install_guest_filter(bool may_trace);

#endif
