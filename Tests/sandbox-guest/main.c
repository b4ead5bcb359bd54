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
    {"forgotten-spins", forget_spins},
    {"fork", fork_many},
    {"fork-until-refused", fork_until_refused},
    {"hidden-memory", hide_memory},
    {"hold-names", hold_names},
    {"ignore-term", ignore_term},
    {"mapped-memory", map_memory},
    {"memory", hold_memory},
    {"open-files", open_many},
    {"seek-names", seek_names},
    {"send-descriptors", send_descriptors},
    {"shared-memory", share_memory},
    {"spin", spin},
    {"sweep", sweep_calls},
    {"threads", make_threads},
    {"trace", trace_child},
    {"uncollected", leave_uncollected},
    {"user", tell_user},
    {"vfork-wait", wait_for_vfork},
    {"zombies", leave_zombies},
};

int main(int argument_count, char **arguments) {
    for (size_t i = 0; argument_count > 1 && i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, arguments[1]) == 0) return commands[i].run(argument_count - 2, arguments + 2);
    }
    return 2;
}
