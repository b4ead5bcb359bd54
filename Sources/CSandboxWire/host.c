#define _GNU_SOURCE
#include "sandbox_host.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

int sandbox_output_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) < 0) return -1;
    return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

int sandbox_input_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) < 0) return -1;
    return fcntl(ends[1], F_SETFL, O_NONBLOCK);
}

static int fill_and_seal(int file, const char *content, size_t size) {
    for (size_t written = 0; written < size;) {
        ssize_t count = pwrite(file, content + written, size - written, (off_t)written);
        if (count < 0 && errno != EINTR) return -1;
        if (count > 0) written += (size_t)count;
    }
    return fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
}

int sandbox_sealed_file(const void *content, size_t size) {
    int file = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0 || fill_and_seal(file, content, size) == 0) return file;
    int reason = errno;
    close(file);
    errno = reason;
    return -1;
}

int sandbox_event(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void sandbox_raise_event(int event) {
    eventfd_write(event, 1);
}

int sandbox_await_child(pid_t child, int timeout_milliseconds) {
    struct pollfd ended = {.fd = (int)syscall(SYS_pidfd_open, child, 0), .events = POLLIN};
    if (ended.fd < 0) return -1;
    int outcome;
    do outcome = poll(&ended, 1, timeout_milliseconds);
    while (outcome < 0 && errno == EINTR);
    close(ended.fd);
    return outcome;
}

bool sandbox_is_marked(const char *directory, const char *attribute) {
    char value;
    return getxattr(directory, attribute, &value, 1) == 1 && value == '1';
}

uint64_t sandbox_most_processes(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_NPROC, &limit) == 0 ? limit.rlim_max : RLIM_INFINITY;
}

int sandbox_open_beneath(int directory, const char *path) {
    struct open_how how = {
        .flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV,
    };
    int descriptor;
    /* The kernel gives up when something was mounted or renamed meanwhile, anywhere on the machine. */
    do descriptor = (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
    while (descriptor < 0 && errno == EAGAIN);
    return descriptor;
}
