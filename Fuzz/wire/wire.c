/*
 * Feeds packets that the fuzzer makes up to pid 1's request parser, through a real socket. What a request would do is replaced by a check that it
 * got only what the packet holds, so that nothing is run and no file is touched.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static jmp_buf end_of_session;

static _Noreturn void leave_session(int status) {
    (void)status;
    longjmp(end_of_session, 1);
}

static int check_start(int (*child)(void *), void *stack, int flags, void *argument);

#define clone check_start
#include "../../Sources/sandbox-init/spawn.c"
#undef clone

#define _exit leave_session
#include "../../Sources/sandbox-init/session.c"
#undef _exit

static void require(int holds) {
    if (!holds) abort();
}

/* Reads every byte of what a command would be started with: the sanitizer sees where it lies. */
static int check_start(int (*child)(void *), void *stack, int flags, void *argument) {
    (void)child, (void)stack, (void)flags;
    const struct start *start = argument;
    size_t bytes = strlen(start->directory) + 1, count = 0;
    for (char **text = start->arguments; *text != NULL; text++, count++) bytes += strlen(*text) + 1;
    require(count > 0);
    for (char **text = start->environment; *text != NULL; text++, count++) bytes += strlen(*text) + 1;
    require(count < MOST_STRINGS && bytes <= SANDBOX_PACKET_BYTES);
    require(search_path(start->environment) != NULL);
    for (int stream = 0; stream < 3; stream++) require(fcntl(start->streams[stream], F_GETFD) >= 0);
    return 0;
}

/* Stand-ins for the rest of pid 1. */
struct sandbox_failure last_failure;
int failed(const char *stage) {
    last_failure.error_number = errno;
    require(strlen(stage) < sizeof last_failure.stage);
    return -1;
}
void send_failure(int socket) { sandbox_send(socket, &last_failure, sizeof last_failure, NULL, 0, NULL, 0); }
const struct backend *backend;
int open_oom_score(void) { return 0; }
void set_oom_score(const char *score) { require(score != NULL); }
int enter_sandbox_root(const struct sandbox_launch *limits) { return limits == NULL; }
int drop_privileges(void) { return 0; }
int install_guest_filter(bool may_trace) { return may_trace; }
bool wait_for_event(int socket, long timeout_milliseconds) { return socket >= 0 && timeout_milliseconds < 0; }
long step_timeout(const struct step *step) { return step->running ? 0 : -1; }
void watch_step(struct step *step, int session, const struct sandbox_launch *limits) { (void)step, (void)session, (void)limits; }
void stop_step(struct step *step, const struct sandbox_launch *limits, enum sandbox_cause cause) { (void)limits; step->cause = cause; }
void start_step(struct step *step, int session, const struct sandbox_launch *limits, struct sandbox_execute *request, size_t length,
    const int *descriptors, size_t descriptor_count) {
    (void)step;
    spawn(session, limits, request, length, descriptors, descriptor_count);
}
int open_file(const char *path) { require(strlen(path) < SANDBOX_PACKET_BYTES); return -1; }
int open_directory(const char *path) { return open_file(path); }
int create_file(char *path, unsigned mode) { (void)mode; memset(path, 'x', strlen(path)); return open_file(path); }

static size_t open_descriptors(void) {
    size_t open = 0;
    for (int descriptor = 0; descriptor < 64; descriptor++) open += fcntl(descriptor, F_GETFD) >= 0;
    return open;
}

/* As sandbox_send, which refuses to send what sandbox_receive must refuse: too many descriptors. */
static void send_packet(int socket, const uint8_t *data, size_t size, size_t descriptor_count) {
    struct iovec part = {(void *)data, size};
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int) * 8)] = {0};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    if (descriptor_count > 0) {
        packet.msg_control = control;
        packet.msg_controllen = CMSG_SPACE(sizeof(int) * descriptor_count);
        struct cmsghdr *rights = CMSG_FIRSTHDR(&packet);
        *rights = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof(int) * descriptor_count), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        for (size_t i = 0; i < descriptor_count; i++) ((int *)CMSG_DATA(rights))[i] = STDERR_FILENO;
    }
    sendmsg(socket, &packet, MSG_NOSIGNAL);
}

/* Writes one packet of each kind to the directory that FUZZ_SEEDS names. */
int LLVMFuzzerInitialize(int *argument_count, char ***arguments) {
    (void)argument_count, (void)arguments;
    const char *directory = getenv("FUZZ_SEEDS");
    for (uint32_t kind = SANDBOX_EXECUTE; directory != NULL && kind <= SANDBOX_CREATE_FILE; kind++) {
        static const char strings[] = "/task\0sh\0-c\0true\0PATH=/bin";
        struct sandbox_execute head = {kind, 3, 1, 0};
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/seed-%u", directory, kind);
        FILE *seed = fopen(path, "w");
        require(seed != NULL);
        fputc(kind == SANDBOX_EXECUTE ? 3 : 0, seed);
        fwrite(&head, kind == SANDBOX_EXECUTE ? sizeof head : sizeof(struct sandbox_open), 1, seed);
        fwrite(strings, sizeof strings, 1, seed);
        fclose(seed);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct sandbox_launch limits = {.wall_milliseconds = 1000, .open_files = 16};
    struct step step = {0};
    int ends[2];
    if (size == 0) return 0;
    size_t before = open_descriptors();
    require(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0);
    send_packet(ends[0], data + 1, size - 1, data[0] % 8);
    if (setjmp(end_of_session) == 0) {
        serve_request(ends[1], &limits, &step);
        require(open_descriptors() == before + 2);
    } else {
        /* The end of pid 1 closes the descriptors of the packet that ended it. */
        close_range((unsigned)ends[1] + 1, ~0U, 0);
    }
    close(ends[0]);
    close(ends[1]);
    return 0;
}
