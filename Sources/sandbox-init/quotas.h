#ifndef WITNESSBOX_QUOTAS_H
#define WITNESSBOX_QUOTAS_H

/*
 * The kernel counts some things by user of the host, and all sandboxes are one user there: what one of them takes is not left for its
 * neighbours. These bound what one slot takes, where there are user namespaces to count in; what nothing bounds is in docs/threat-model.md.
 */

/* As root, before the slot's user namespace is made: lets the sandboxes of all slots together queue as many signals as they may. */
void widen_host_quotas(void);

/* In the slot's user namespace, for its sandbox. */
void bound_slot_quotas(void);

/* In the sandbox's user namespace: none may be made below it, should the filter have a hole. */
void forbid_user_namespaces(void);

#endif
