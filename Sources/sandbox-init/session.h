#ifndef WITNESSBOX_SESSION_H
#define WITNESSBOX_SESSION_H

#include "sandbox_wire.h"

/* Turns a fresh clone into pid 1 of a sandbox and serves its session until the peer is gone, which ends everything in the sandbox. */
_Noreturn void serve_session(int session, const struct sandbox_launch *limits);

#endif
