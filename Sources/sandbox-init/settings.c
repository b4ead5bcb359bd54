#include "settings.h"

#include <fcntl.h>
#include <string.h>

#include "cleanup.h"

int write_setting(const char *path, const char *text) {
    CLOSED_AT_END int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    return write(descriptor, text, strlen(text)) == (ssize_t)strlen(text) ? 0 : -1;
}

void set_if_present(const char *path, const char *text) {
    int outcome = write_setting(path, text);
    (void)outcome;
}
