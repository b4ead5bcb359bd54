#ifndef WITNESSBOX_IDENTITY_H
#define WITNESSBOX_IDENTITY_H

/* Leaves root and its groups for SANDBOX_HOST_ID; for good, unless the caller saw to it that its capabilities stay. */
int become_host_user(void);

/* Gives up every capability, and every way to gain one, for this process and its descendants. */
int drop_privileges(void);

#endif
