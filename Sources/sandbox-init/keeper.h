#ifndef WITNESSBOX_KEEPER_H
#define WITNESSBOX_KEEPER_H

#include <stddef.h>

/* What a keeper is called in lists of processes. */
#define KEEPER_NAME "sandbox-keeper"

/*
 * Makes the slot's cgroups and splits this process in two. The caller goes on, with all that it will start, inside the cgroups; the other
 * one, its parent, stays outside as their keeper: it waits until everything inside is gone, whoever was killed first, removes them
 * and ends. SIGTERM makes it end the rest.
 */
int enter_kept_cgroups(char *const *directories, size_t count);

/* Ties this process's life to its keeper's, if it has one. The kernel forgets it when credentials change, so it comes after that. */
int die_with_keeper(void);

#endif
