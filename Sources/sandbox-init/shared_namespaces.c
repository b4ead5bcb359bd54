#define _GNU_SOURCE
#include "shared_namespaces.h"

#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "failure.h"
#include "network.h"

int enter_shared_namespaces(void) {
    if (unshare(CLONE_NEWIPC | CLONE_NEWUTS) < 0) return failed("ipc-namespace");
    if (sethostname(SANDBOX_HOST_NAME, strlen(SANDBOX_HOST_NAME)) < 0) return failed("hostname");
    return enter_network_namespace();
}
