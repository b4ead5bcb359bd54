#ifndef WITNESSBOX_FAILURE_H
#define WITNESSBOX_FAILURE_H

#include "sandbox_wire.h"

/*
 * Functions that set something up return 0, or -1 after recording here which step of theirs failed and why.
 * A child that shares this process's memory until it execs leaves its failure in the same place.
 */
extern struct sandbox_failure last_failure;

/* Records a stable stage name with the present errno and returns -1. */
int failed(const char *stage);

/* Sends the recorded failure; a peer that is gone is noticed by the next receive. */
void send_failure(int socket);

#endif
