#ifndef WITNESSBOX_ACCOUNTS_H
#define WITNESSBOX_ACCOUNTS_H

/*
 * Where the guest is not user 0, the image's /etc/passwd and /etc/group would leave it without a name and a home, and its files without an
 * owner's name: there each entry of user or group 0 is the guest's instead.
 */

/* Reads both of the image, which is /lower, once. An image without them is left as it is. Returns 0, or -1 with the failure recorded. */
int read_accounts(void);

/* Writes both into a new, empty layer over the image that is not mounted yet. Returns 0, or -1 with the failure recorded. */
int write_accounts(const char *layer);

#endif
