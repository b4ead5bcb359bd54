#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "guest.h"

#define KEY 4711
#define NAME "witnessbox-neighbour"

/* Names that live in the kernel, not in a file system, and would be the same for everybody. */
static const struct sockaddr_un abstract = {AF_UNIX, "\0" NAME};
static const socklen_t abstract_length = offsetof(struct sockaddr_un, sun_path) + sizeof "\0" NAME - 1;
static const struct sockaddr_in port = {.sin_family = AF_INET, .sin_port = KEY, .sin_addr = {0x0100007f}};

int hold_names(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    int local = socket(AF_UNIX, SOCK_STREAM, 0), internet = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(local, (const struct sockaddr *)&abstract, abstract_length) < 0 || listen(local, 8) < 0) return 1;
    if (bind(internet, (const struct sockaddr *)&port, sizeof port) < 0 || listen(internet, 8) < 0) return 1;
    msgget(KEY, IPC_CREAT | 0666);
    semget(KEY, 1, IPC_CREAT | 0666);
    shmget(KEY, 4096, IPC_CREAT | 0666);
    mq_open("/" NAME, O_CREAT | O_RDWR, 0666, NULL);
    flock(open("/bin/guest", O_RDONLY), LOCK_EX);
    close(open("/dev/shm/" NAME, O_CREAT | O_RDWR, 0666));
    close(open("/tmp/" NAME, O_CREAT | O_RDWR, 0666));
    puts("held");
    fflush(stdout);
    pause();
    return 0;
}

int seek_names(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    if (connect(socket(AF_UNIX, SOCK_STREAM, 0), (const struct sockaddr *)&abstract, abstract_length) == 0) puts("abstract socket");
    if (connect(socket(AF_INET, SOCK_STREAM, 0), (const struct sockaddr *)&port, sizeof port) == 0) puts("port");
    if (msgget(KEY, 0) >= 0) puts("message queue");
    if (semget(KEY, 0, 0) >= 0) puts("semaphore");
    if (shmget(KEY, 0, 0) >= 0) puts("shared memory");
    if (mq_open("/" NAME, O_RDONLY) != (mqd_t)-1) puts("POSIX message queue");
    if (flock(open("/bin/guest", O_RDONLY), LOCK_EX | LOCK_NB) < 0) puts("lock");
    if (access("/dev/shm/" NAME, F_OK) == 0 || access("/tmp/" NAME, F_OK) == 0) puts("file");
    for (int process = 2; process < 70000; process++) {
        if (process != getpid() && kill(process, 0) == 0) printf("process %d\n", process);
        int handle = process == getpid() ? -1 : (int)syscall(SYS_pidfd_open, process, 0);
        if (handle >= 0) printf("handle of process %d\n", process);
    }
    kill(-1, SIGKILL);
    return 0;
}

int tell_user(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    unsigned real, effective, saved;
    getresuid(&real, &effective, &saved);
    printf("%u %u %u\n", real, effective, saved);
    return 0;
}
