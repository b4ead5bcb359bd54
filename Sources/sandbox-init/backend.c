#include "backend.h"

#include <stddef.h>
#include <string.h>

static const struct backend *const backends[] = {&namespace_backend, &chroot_backend};

const struct backend *backend;

bool choose_backend(const char *name) {
    for (size_t i = 0; i < sizeof backends / sizeof *backends; i++) {
        if (strcmp(backends[i]->name, name) == 0) backend = backends[i];
    }
    return backend != NULL;
}
