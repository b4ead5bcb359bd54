#include "failure.h"

#include <errno.h>
#include <string.h>

struct sandbox_failure last_failure;

int failed(const char *stage) {
    last_failure = (struct sandbox_failure){.kind = SANDBOX_FAILED, .error_number = errno};
    strncpy(last_failure.stage, stage, sizeof last_failure.stage - 1);
    return -1;
}

void send_failure(int socket) {
    sandbox_send(socket, &last_failure, sizeof last_failure, NULL, 0, NULL, 0);
}
