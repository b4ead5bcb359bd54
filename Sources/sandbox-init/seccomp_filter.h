#ifndef WITNESSBOX_SECCOMP_FILTER_H
#define WITNESSBOX_SECCOMP_FILTER_H

/* Builds, once, the filter that every sandbox of this zygote gets. */
int compile_seccomp_filter(void);

/* Puts this process and its descendants under the filter; needs no_new_privs. */
int install_seccomp_filter(void);

#endif
