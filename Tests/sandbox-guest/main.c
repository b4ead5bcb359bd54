/* What the tests run inside a sandbox where busybox has no applet for it. */
#include <stdio.h>
#include <string.h>

#include "guest.h"

static const struct {
    const char *name;
    int (*run)(int argument_count, char **arguments);
} commands[] = {
    {"binary", write_binary},
    {"bomb", fork_bomb},
    {"calls", report_calls},
    {"descriptors", list_descriptors},
    {"escape", try_escapes},
    {"foreign", call_foreign},
    {"hidden-memory", hide_memory},
    {"hold-names", hold_names},
    {"ignore-term", ignore_term},
    {"mapped-memory", map_memory},
    {"memory", hold_memory},
    {"seek-names", seek_names},
    {"send-descriptors", send_descriptors},
    {"shared-memory", share_memory},
    {"spin", spin},
    {"sweep", sweep_calls},
    {"trace", trace_child},
    {"user", tell_user},
    {"zombies", leave_zombies},
};

int main(int argument_count, char **arguments) {
    for (size_t i = 0; argument_count > 1 && i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, arguments[1]) == 0) return commands[i].run(argument_count - 2, arguments + 2);
    }
    return 2;
}
