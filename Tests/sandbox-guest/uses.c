#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "guest.h"

/* The most descriptors that the kernel takes in one message. */
#define MOST_PASSED 253

static char *touch(const char *size) {
    size_t bytes = strtoull(size, NULL, 10);
    char *memory = malloc(bytes);
    if (memory == NULL) exit(3);
    memset(memory, 1, bytes);
    return memory;
}

int hold_memory(int argument_count, char **arguments) {
    if (argument_count != 1) return 2;
    touch(arguments[0]);
    pause();
    return 0;
}

int hide_memory(int argument_count, char **arguments) {
    if (argument_count != 1) return 2;
    if (prctl(PR_SET_DUMPABLE, 0) < 0) return 3;
    touch(arguments[0]);
    pause();
    return 0;
}

int map_memory(int argument_count, char **arguments) {
    if (argument_count != 1) return 2;
    size_t bytes = strtoull(arguments[0], NULL, 10);
    char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return 3;
    memset(memory, 1, bytes);
    pause();
    return 0;
}

/* How often pid 1 has gone to sleep, and so, while nothing happens, looked. */
static unsigned long waits_of_pid1(void) {
    char text[4096];
    int status = open("/proc/1/status", O_RDONLY);
    ssize_t length = read(status, text, sizeof text - 1);
    close(status);
    text[length > 0 ? length : 0] = '\0';
    const char *field = strstr(text, "\nvoluntary_ctxt_switches:");
    return field == NULL ? 0 : strtoul(strchr(field, ':') + 1, NULL, 10);
}

static void await_looks(unsigned long count) {
    unsigned long start = waits_of_pid1();
    while (waits_of_pid1() < start + count) sched_yield();
}

int share_memory(int argument_count, char **arguments) {
    int channel[2];
    if (argument_count != 2 || pipe(channel) < 0) return 2;
    char *memory = touch(arguments[0]);
    for (int i = 0; i < atoi(arguments[1]); i++) {
        if (fork() == 0) {
            char end;
            close(channel[1]);
            return read(channel[0], &end, 1) == 0 && memory[0] == 1 ? 0 : 1;
        }
    }
    await_looks(4);
    close(channel[1]);
    while (wait(NULL) > 0) {}
    return 0;
}

int spin(int argument_count, char **arguments) {
    clock_t most = argument_count == 1 ? atol(arguments[0]) * (CLOCKS_PER_SEC / 1000) : 0;
    while (most == 0 || clock() < most) {}
    return 0;
}

int forget_spins(int argument_count, char **arguments) {
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        pid_t child = fork();
        if (child == 0) _exit(spin(argument_count, arguments));
        waitpid(child, NULL, 0);
    }
}

int write_binary(int argument_count, char **arguments) {
    if (argument_count != 1) return 2;
    for (long i = 0, bytes = atol(arguments[0]); i < bytes; i++) putchar((int)(i * 7 % 256));
    return fflush(stdout) == 0 ? 0 : 1;
}

int list_descriptors(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    for (int number = 0; number < 65536; number++) {
        if (fcntl(number, F_GETFD) >= 0) printf("%d\n", number);
    }
    return 0;
}

int ignore_term(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    signal(SIGTERM, SIG_IGN);
    for (;;) pause();
}

/* Waits its turn while pid 1 has more to collect than processes are allowed. */
static pid_t fork_patiently(void) {
    pid_t child;
    while ((child = fork()) < 0 && errno == EAGAIN) sched_yield();
    return child;
}

int leave_zombies(int argument_count, char **arguments) {
    if (argument_count != 1) return 2;
    for (int i = 0; i < atoi(arguments[0]); i++) {
        pid_t middle = fork_patiently();
        if (middle == 0) {
            fork_patiently();
            _exit(0);
        }
        if (waitpid(middle, NULL, 0) != middle) return 3;
    }
    return 0;
}

/* Makes up to `most` children that wait for the end of the channel; returns how many there are. */
static int fork_up_to(int most, const int channel[2]) {
    for (int count = 0; count < most; count++) {
        pid_t child = fork();
        if (child < 0) return count;
        if (child > 0) continue;
        char end;
        close(channel[1]);
        _exit(read(channel[0], &end, 1) == 0 ? 0 : 1);
    }
    return most;
}

int fork_many(int argument_count, char **arguments) {
    int channel[2];
    if (argument_count != 1 || pipe(channel) < 0) return 2;
    bool is_refused = fork_up_to(atoi(arguments[0]), channel) < atoi(arguments[0]);
    close(channel[1]);
    while (wait(NULL) > 0) {}
    return is_refused;
}

int fork_until_refused(int argument_count, char **arguments) {
    int channel[2];
    if (argument_count != 1 || pipe(channel) < 0) return 2;
    fork_up_to(INT_MAX, channel);
    close(channel[1]);
    while (wait(NULL) > 0) {}
    return atoi(arguments[0]);
}

static void *await_all(void *barrier) {
    pthread_barrier_wait(barrier);
    return NULL;
}

int make_threads(int argument_count, char **arguments) {
    static pthread_barrier_t barrier;
    if (argument_count != 1) return 2;
    int count = atoi(arguments[0]);
    pthread_barrier_init(&barrier, NULL, (unsigned)count + 1);
    for (int i = 0; i < count; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, await_all, &barrier) != 0) return 1;
    }
    pthread_barrier_wait(&barrier);
    return 0;
}

int leave_uncollected(int argument_count, char **arguments) {
    if (argument_count != 1) return 2;
    for (int i = 0; i < atoi(arguments[0]); i++) {
        pid_t child = fork();
        if (child < 0) return 3;
        if (child == 0) _exit(0);
    }
    return 0;
}

int wait_for_vfork(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    if (vfork() == 0) {
        for (;;) pause();
    }
    return 0;
}

int open_many(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    while (open("/dev/null", O_RDONLY) >= 0) {}
    if (errno != EMFILE) return 1;
    puts("full");
    fflush(stdout);
    for (;;) pause();
}

int fork_bomb(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    for (;;) fork();
}

int send_descriptors(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int[MOST_PASSED]))];
    } rights = {.header = {.cmsg_len = CMSG_LEN(sizeof(int[MOST_PASSED])), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS}};
    memset(CMSG_DATA(&rights.header), 0, sizeof(int[MOST_PASSED]));
    struct iovec byte = {"x", 1};
    struct msghdr message = {.msg_iov = &byte, .msg_iovlen = 1, .msg_control = &rights, .msg_controllen = sizeof rights};
    int ends[2];
    while (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, ends) == 0) {
        while (sendmsg(ends[0], &message, 0) == 1) {}
        if (errno == ETOOMANYREFS) break;
    }
    if (errno != ETOOMANYREFS) return 1;
    puts("full");
    fflush(stdout);
    pause();
    return 0;
}
