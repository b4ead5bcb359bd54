#ifndef WITNESSBOX_STILLNESS_H
#define WITNESSBOX_STILLNESS_H

#include <stdbool.h>

/*
 * Whether it is certain that no process of the sandbox but pid 1 has run since the call before. Then none can have come to use more of anything,
 * and a look at what they use can be left out: it costs ten times as much, which many sandboxes that wait feel. Only few processes are known
 * so well; with more the answer is always no.
 */
bool nothing_ran(void);

#endif
