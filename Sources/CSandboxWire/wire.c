#include "sandbox_wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

union rights {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int) * SANDBOX_PACKET_DESCRIPTORS)];
};

int sandbox_send(int socket, const void *head, size_t head_size, const void *body, size_t body_size, const int *descriptors, size_t descriptor_count) {
    if (descriptor_count > SANDBOX_PACKET_DESCRIPTORS || head_size + body_size > SANDBOX_PACKET_BYTES) {
        errno = EMSGSIZE;
        return -1;
    }
    struct iovec parts[] = {{(void *)head, head_size}, {(void *)body, body_size}};
    union rights control = {0};
    struct msghdr packet = {.msg_iov = parts, .msg_iovlen = body_size > 0 ? 2 : 1};
    if (descriptor_count > 0) {
        packet.msg_control = control.bytes;
        packet.msg_controllen = CMSG_SPACE(sizeof(int) * descriptor_count);
        struct cmsghdr *rights = CMSG_FIRSTHDR(&packet);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof(int) * descriptor_count);
        memcpy(CMSG_DATA(rights), descriptors, sizeof(int) * descriptor_count);
    }
    ssize_t sent;
    do sent = sendmsg(socket, &packet, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -1 : 0;
}

ssize_t sandbox_receive(int socket, void *buffer, size_t size, int *descriptors, size_t *descriptor_count) {
    struct iovec part = {buffer, size};
    union rights control = {0};
    /* Not all of the buffer: its padding has room for one descriptor more than the caller has, and the kernel would fill it. */
    struct msghdr packet = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = control.bytes,
        .msg_controllen = CMSG_LEN(sizeof(int) * SANDBOX_PACKET_DESCRIPTORS),
    };
    *descriptor_count = 0;
    ssize_t length;
    /* A peer that ends with requests unread makes one call fail with ECONNRESET, even if its last words still wait here. */
    int resets = 0;
    do length = recvmsg(socket, &packet, MSG_CMSG_CLOEXEC);
    while (length < 0 && (errno == EINTR || (errno == ECONNRESET && resets++ == 0)));
    if (length < 0) return -1;
    struct cmsghdr *rights = CMSG_FIRSTHDR(&packet);
    if (rights != NULL && rights->cmsg_level == SOL_SOCKET && rights->cmsg_type == SCM_RIGHTS) {
        *descriptor_count = (rights->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        memcpy(descriptors, CMSG_DATA(rights), *descriptor_count * sizeof(int));
    }
    if (packet.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
        for (size_t i = 0; i < *descriptor_count; i++) close(descriptors[i]);
        *descriptor_count = 0;
        errno = EMSGSIZE;
        return -1;
    }
    return length;
}
