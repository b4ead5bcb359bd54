#ifndef WITNESSBOX_MOUNTS_H
#define WITNESSBOX_MOUNTS_H

#include "sandbox_wire.h"

/* Enters a mount namespace of which the host learns nothing. */
int enter_mount_namespace(void);

/*
 * Makes the slot's root the smallest tree a sandbox can be cloned from (each mount in it is copied at every launch)
 * and leaves the host's: /lower, the image, read-only; /dev0, the devices; /proc, the host's; /mnt and /empty, empty.
 */
int build_slot_root(const char *root_file_system);

/* Finds, while the effective user is the one that sandboxes run as, what every sandbox's /proc must hide. */
void find_masks(void);

/* Makes the root of one sandbox out of the slot's and moves into it: an overlay on a size-capped tmpfs, /proc and /dev. */
int enter_sandbox_root(const struct sandbox_launch *limits);

#endif
