#ifndef WITNESSBOX_FUZZER_H
#define WITNESSBOX_FUZZER_H

#include <stddef.h>
#include <stdint.h>
/* Which the C library shows to Swift no other way. */
#include <sys/xattr.h>

/* libFuzzer's entry for programs that have a main of their own; from its runtime, which `make fuzz` links. */
int LLVMFuzzerRunDriver(int *argument_count, char ***arguments, int (*target)(const uint8_t *data, size_t size));

#endif
