#define _GNU_SOURCE
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cleanup.h"
#include "failure.h"

static int open_own(const char *path, unsigned long long flags, unsigned mode) {
    CLOSED_AT_END int root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct open_how how = {
        .flags = flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
        .mode = mode,
        .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    int descriptor;
    /* The kernel gives up a ".." that it cannot prove safe because something was mounted or renamed meanwhile, anywhere on the machine. */
    do descriptor = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
    while (descriptor < 0 && errno == EAGAIN);
    return descriptor;
}

/* Passes a regular file through; closes anything else. */
static int only_regular(int descriptor, const char *stage) {
    struct stat found;
    if (fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode)) return descriptor;
    close(descriptor);
    errno = S_ISDIR(found.st_mode) ? EISDIR : EINVAL;
    return failed(stage);
}

int open_file(const char *path) {
    int descriptor = open_own(path, O_RDONLY, 0);
    return descriptor < 0 ? failed("open-file") : only_regular(descriptor, "open-file");
}

int open_directory(const char *path) {
    int descriptor = open_own(path, O_RDONLY | O_DIRECTORY, 0);
    return descriptor < 0 ? failed("open-directory") : descriptor;
}

static int make_parents(char *path) {
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int made = mkdir(path, 0755);
        *slash = '/';
        if (made < 0 && errno != EEXIST) return -1;
    }
    return 0;
}

int create_file(char *path, unsigned mode) {
    mode &= 07777;
    int descriptor = open_own(path, O_WRONLY | O_CREAT, mode);
    if (descriptor < 0 && errno == ENOENT) {
        if (make_parents(path) < 0) return failed("make-parents");
        descriptor = open_own(path, O_WRONLY | O_CREAT, mode);
    }
    if (descriptor < 0) return failed("create-file");
    descriptor = only_regular(descriptor, "create-file");
    if (descriptor < 0) return -1;
    if (ftruncate(descriptor, 0) == 0 && fchmod(descriptor, mode) == 0) return descriptor;
    failed("create-file");
    close(descriptor);
    return -1;
}
