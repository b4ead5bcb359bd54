#define _GNU_SOURCE
#include "accounts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cleanup.h"
#include "failure.h"

/* A longer file belongs to a directory of people, not to a toolchain. */
#define MOST_BYTES (64 << 10)

#define DIGITS(number) TEXT_OF(number)
#define TEXT_OF(number) #number
#define GUEST_ID DIGITS(SANDBOX_HOST_ID)

/* A file of lines of fields between colons, of which those from `first_id` to `last_id` are ids. */
static struct account_file {
    const char *name;
    int first_id;
    int last_id;
    bool is_there;
    struct stat found;
    size_t length;
    /* At most every second byte is a field of one digit. */
    char text[MOST_BYTES * sizeof GUEST_ID];
} files[] = {{.name = "passwd", .first_id = 2, .last_id = 3}, {.name = "group", .first_id = 2, .last_id = 2}};

#define FILE_COUNT (sizeof files / sizeof *files)

static struct stat directory;

static void append(struct account_file *file, const char *bytes, size_t count) {
    memcpy(file->text + file->length, bytes, count);
    file->length += count;
}

/* Takes over a text in which the guest's id stands wherever a field that is an id is 0. */
static void take(struct account_file *file, const char *text, size_t length) {
    int number = 0;
    for (size_t at = 0, end; at < length; at = end + 1) {
        for (end = at; end < length && text[end] != ':' && text[end] != '\n'; end++) {}
        bool is_root = number >= file->first_id && number <= file->last_id && end - at == 1 && text[at] == '0';
        if (is_root) append(file, GUEST_ID, sizeof GUEST_ID - 1);
        else append(file, text + at, end - at);
        if (end < length) append(file, text + end, 1);
        number = end < length && text[end] == ':' ? number + 1 : 0;
    }
}

/* Follows no link of the image's, which would lead out of it. */
static int read_file(int parent, struct account_file *file) {
    static char text[MOST_BYTES + 1];
    CLOSED_AT_END int descriptor = openat(parent, file->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0 || fstat(descriptor, &file->found) < 0 || !S_ISREG(file->found.st_mode)) return 0;
    ssize_t length = read(descriptor, text, sizeof text);
    if (length < 0) return failed("read-accounts");
    errno = EFBIG;
    if (length > MOST_BYTES) return failed("read-accounts");
    take(file, text, (size_t)length);
    file->is_there = true;
    return 0;
}

int read_accounts(void) {
    CLOSED_AT_END int parent = open("/lower/etc", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (parent < 0 || fstat(parent, &directory) < 0) return 0;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        if (read_file(parent, &files[i]) < 0) return -1;
    }
    return 0;
}

/* Gives what stands for something of the image its owner, mode and time. */
static int pass_for(int descriptor, const struct stat *original) {
    struct timespec times[] = {original->st_atim, original->st_mtim};
    if (fchown(descriptor, original->st_uid, original->st_gid) < 0 || fchmod(descriptor, original->st_mode & 07777) < 0) return -1;
    return futimens(descriptor, times);
}

static int write_file(int parent, const struct account_file *file) {
    if (!file->is_there) return 0;
    CLOSED_AT_END int descriptor = openat(parent, file->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0 || write(descriptor, file->text, file->length) != (ssize_t)file->length) return -1;
    return pass_for(descriptor, &file->found);
}

int write_accounts(const char *layer) {
    char path[32];
    if (!files[0].is_there && !files[1].is_there) return 0;
    snprintf(path, sizeof path, "%s/etc", layer);
    if (mkdir(path, 0700) < 0) return failed("write-accounts");
    CLOSED_AT_END int parent = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parent < 0) return failed("write-accounts");
    for (size_t i = 0; i < FILE_COUNT; i++) {
        if (write_file(parent, &files[i]) < 0) return failed("write-accounts");
    }
    return pass_for(parent, &directory) < 0 ? failed("write-accounts") : 0;
}
