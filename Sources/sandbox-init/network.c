#define _GNU_SOURCE
#include "network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
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

static struct sockaddr_in internet_address(uint32_t address, uint16_t port) {
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(address)};
}

static int configure(int socket_descriptor, unsigned long request, struct ifreq *interface, uint32_t address) {
    struct sockaddr_in internet = internet_address(address, 0);
    memcpy(&interface->ifr_addr, &internet, sizeof internet);
    return ioctl(socket_descriptor, request, interface);
}

/* Gives the loopback interface one more address, under a label made of it, so that to add it again changes nothing. */
static int add_loopback_address(int socket_descriptor, uint32_t address) {
    struct ifreq interface = {0};
    snprintf(interface.ifr_name, sizeof interface.ifr_name, "lo:%08x", address);
    if (configure(socket_descriptor, SIOCSIFADDR, &interface, address) < 0) return failed("loopback-address");
    if (configure(socket_descriptor, SIOCSIFNETMASK, &interface, INADDR_NONE) < 0) return failed("loopback-address");
    return 0;
}

static bool is_within(uint32_t address, uint32_t network, unsigned bits) {
    return (address ^ network) >> (32 - bits) == 0;
}

int open_listener(const struct sandbox_listen *request) {
    bool is_link_local = is_within(request->address, 0xa9fe0000 /* 169.254.0.0 */, 16);
    errno = request->port == 0 ? EINVAL : EADDRNOTAVAIL;
    if (request->port == 0 || (!is_link_local && !is_within(request->address, INADDR_LOOPBACK, 8))) return failed("listen");
    CLOSED_AT_END int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0) return failed("listen");
    if (is_link_local && add_loopback_address(listener, request->address) < 0) return -1;
    struct sockaddr_in address = internet_address(request->address, request->port);
    /* Without SO_REUSEADDR: a port that somebody has or had is refused, not shared. */
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, request->backlog) < 0) return failed("listen");
    int opened = listener;
    listener = -1;
    return opened;
}
