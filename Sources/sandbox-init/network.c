#define _GNU_SOURCE
#include "network.h"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "cleanup.h"
#include "failure.h"

/* A setting that an older kernel lacks costs comfort only, so its absence is no failure. */
static void set_optional(const char *path, const char *value) {
    CLOSED_AT_END int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor >= 0 && write(descriptor, value, strlen(value)) < 0) return;
}

int enter_network_namespace(void) {
    if (unshare(CLONE_NEWNET) < 0) return failed("network-namespace");
    CLOSED_AT_END int socket_descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket_descriptor < 0) return failed("loopback");
    struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
    if (ioctl(socket_descriptor, SIOCSIFFLAGS, &loopback) < 0) return failed("loopback");
    /* The sandboxes of a slot use this namespace one after another: no port may stay taken, and all are theirs. */
    set_optional("/proc/sys/net/ipv4/tcp_max_tw_buckets", "0");
    set_optional("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0");
    return 0;
}
