#ifndef WITNESSBOX_BACKEND_H
#define WITNESSBOX_BACKEND_H

#include <stdbool.h>

#include "sandbox_wire.h"

/*
 * What differs between the two ways of taking the host's powers from a guest; all else is the same for both. Functions return 0, or -1
 * with the failure recorded.
 */
struct backend {
    const char *name;
    /* Whether each sandbox has a user namespace of its own. */
    bool has_user_namespace;
    /* Makes the slot's own namespaces and root, out of the host's, once. */
    int (*enter_slot)(const char *root_file_system);
    /* Makes a fresh clone the master of its new namespaces. */
    int (*take_namespaces)(void);
    /* Gives the guest what is to be its own in a new writable layer, which is the working directory and not in use yet. */
    int (*furnish_scratch)(void);
    /* Lets no processes of this user but the sandbox's own count against the sandbox's limit. */
    int (*limit_processes)(const struct sandbox_launch *limits);
    /* Becomes the guest's user; what it could still do as the one before goes with drop_privileges. */
    int (*become_guest)(void);
};

/*
 * User namespaces: no power over the host is ever needed, and a process that broke out would be an ordinary user's. The guest is user 0
 * of a namespace in which nobody else exists.
 */
extern const struct backend namespace_backend;

/*
 * For root on a host without user namespaces: the same namespaces otherwise, made with root's powers, which each sandbox gives up before
 * a guest runs. The guest is SANDBOX_HOST_ID, and bears the name that the image gives to user 0.
 */
extern const struct backend chroot_backend;

/* The one that this process serves. */
extern const struct backend *backend;

/* Chooses it by its name; false when there is none of that name. */
bool choose_backend(const char *name);

#endif
