#ifndef WITNESSBOX_IDENTITY_H
#define WITNESSBOX_IDENTITY_H

#include <sched.h>

/* Leaves root and its groups for good, for SANDBOX_HOST_ID. */
int drop_root(void);

/* Enters a new user namespace (and those of `more`, as CLONE_NEW flags) in which this user is 0 and nobody else exists. */
int enter_user_namespace(int more);

/* Maps user and group 0 of the user namespace that this process was born in to `user` and `group` of its parent. */
int map_identity(unsigned user, unsigned group);

/* Gives up every capability, and every way to gain one, for this process and its descendants. */
int drop_privileges(void);

#endif
