#define _GNU_SOURCE
#include "network.h"

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "cleanup.h"
#include "failure.h"
#include "settings.h"

int enter_network_namespace(void) {
    if (unshare(CLONE_NEWNET) < 0) return failed("network-namespace");
    CLOSED_AT_END int socket_descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket_descriptor < 0) return failed("loopback");
    struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
    if (ioctl(socket_descriptor, SIOCSIFFLAGS, &loopback) < 0) return failed("loopback");
    /* The sandboxes of a slot use this namespace one after another: no port may stay taken, and all are theirs. */
    set_if_present("/proc/sys/net/ipv4/tcp_max_tw_buckets", "0");
    set_if_present("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0");
    return 0;
}
