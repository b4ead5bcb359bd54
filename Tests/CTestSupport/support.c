#define _GNU_SOURCE
#include "test_support.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

extern char **environ;

int test_open_process(int process) {
    return (int)syscall(SYS_pidfd_open, process, 0);
}

bool kernel_has(int number) {
    return number <= 450 || syscall(number, -1L, -1L, -1L, -1L, -1L, -1L) != -1 || errno != ENOSYS;
}

bool kernel_exempts_from_filters(int number) {
#ifdef __x86_64__
    /* The kernel's own probes in a process call them, and nobody else can. */
    return number == 335 || number == 336;
#else
    return number < 0;
#endif
}

int test_spawn(char *const arguments[], int *output) {
    int ends[2];
    pid_t child = -1;
    posix_spawn_file_actions_t actions;
    if (pipe2(ends, O_CLOEXEC) < 0) return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    int error = posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    *output = ends[0];
    return error == 0 ? child : -1;
}

int test_spawn_on_terminal(char *const arguments[], int *master) {
    int terminal;
    pid_t child = -1;
    posix_spawn_file_actions_t actions;
    if (openpty(master, &terminal, NULL, NULL, NULL) < 0) return -1;
    fcntl(*master, F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_init(&actions);
    for (int stream = 0; stream < 3; stream++) posix_spawn_file_actions_adddup2(&actions, terminal, stream);
    posix_spawn_file_actions_addclose(&actions, terminal);
    int error = posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(terminal);
    return error == 0 ? child : -1;
}

long test_extended_attributes(const char *path) {
    return llistxattr(path, NULL, 0);
}

long test_send_descriptors(int socket, unsigned count) {
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int) * 8)];
    } control = {.header = {.cmsg_len = CMSG_LEN(sizeof(int) * count), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS}};
    struct iovec part = {"four", 4};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        packet.msg_control = control.bytes;
        packet.msg_controllen = CMSG_SPACE(sizeof(int) * count);
        for (unsigned i = 0; i < count; i++) memcpy(CMSG_DATA(&control.header) + sizeof(int) * i, &(int){STDERR_FILENO}, sizeof(int));
    }
    return sendmsg(socket, &packet, MSG_NOSIGNAL);
}
