#ifndef WITNESSBOX_SHARED_NAMESPACES_H
#define WITNESSBOX_SHARED_NAMESPACES_H

/* Enters the namespaces that the slot's sandboxes share, of which no two are ever alive together: IPC, UTS and network. */
int enter_shared_namespaces(void);

#endif
