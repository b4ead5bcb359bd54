#ifndef WITNESSBOX_SECCOMP_FILTER_H
#define WITNESSBOX_SECCOMP_FILTER_H

#include <stdbool.h>

/* Builds, once, the filters of which every sandbox of this zygote gets one. */
int compile_seccomp_filter(void);

/* Puts this process and its descendants under the filter; needs no_new_privs. Some may trace one another, never pid 1, which is not dumpable. */
int install_seccomp_filter(bool may_trace);

#endif
