#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/ioprio.h>
#include <linux/keyctl.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest.h"

#define HIGH_BITS (1L << 32)

static char scratch[4096];

/* Arguments are chosen so that, where that is possible, the kernel without a filter would answer otherwise. */
static const struct {
    const char *name;
    long number;
    long arguments[6];
} calls[] = {
    {"mount", SYS_mount, {(long)"none", (long)"/tmp", (long)"tmpfs"}},
    {"umount2", SYS_umount2, {(long)"/proc", 2}},
    {"pivot_root", SYS_pivot_root, {(long)"/tmp", (long)"/tmp"}},
    {"chroot", SYS_chroot, {(long)"/tmp"}},
    {"fsopen", SYS_fsopen, {(long)"tmpfs"}},
    {"fsconfig", SYS_fsconfig, {-1}},
    {"fsmount", SYS_fsmount, {-1}},
    {"fspick", SYS_fspick, {AT_FDCWD, (long)"/"}},
    {"open_tree", SYS_open_tree, {AT_FDCWD, (long)"/"}},
    {"open_tree_attr", 467, {AT_FDCWD, (long)"/"}},
    {"move_mount", SYS_move_mount, {-1}},
    {"mount_setattr", SYS_mount_setattr, {-1}},
    {"swapon", SYS_swapon, {(long)"/none"}},
    {"quotactl", SYS_quotactl, {-1}},
    {"name_to_handle_at", SYS_name_to_handle_at, {AT_FDCWD, (long)"/", (long)scratch, (long)scratch}},
    {"open_by_handle_at", SYS_open_by_handle_at, {-1, (long)scratch}},
    {"unshare-user", SYS_unshare, {CLONE_NEWUSER}},
    {"unshare-mounts", SYS_unshare, {CLONE_NEWNS}},
    {"unshare-files", SYS_unshare, {CLONE_FILES}},
    {"setns", SYS_setns, {-1}},
    {"clone-user", SYS_clone, {CLONE_NEWUSER | SIGCHLD}},
    {"clone-user-high-bits", SYS_clone, {HIGH_BITS | CLONE_NEWUSER | SIGCHLD}},
    {"clone-mounts", SYS_clone, {CLONE_NEWNS | SIGCHLD}},
    {"clone-net", SYS_clone, {CLONE_NEWNET | SIGCHLD}},
    {"clone3", SYS_clone3, {0, 0}},
    {"sethostname", SYS_sethostname, {(long)"x", 1}},
    {"setdomainname", SYS_setdomainname, {(long)"x", 1}},
    {"ptrace-pid1", SYS_ptrace, {PTRACE_SEIZE, 1}},
    {"ptrace-self", SYS_ptrace, {PTRACE_TRACEME}},
    {"process_vm_readv", SYS_process_vm_readv, {1}},
    {"process_vm_writev", SYS_process_vm_writev, {1}},
    {"kcmp", SYS_kcmp, {1, 1}},
    {"pidfd_getfd", SYS_pidfd_getfd, {-1}},
    {"add_key", SYS_add_key, {(long)"user", (long)"k", (long)"v", 1, KEY_SPEC_PROCESS_KEYRING}},
    {"request_key", SYS_request_key, {(long)"user", (long)"k"}},
    {"keyctl", SYS_keyctl, {KEYCTL_GET_KEYRING_ID, KEY_SPEC_PROCESS_KEYRING, 1}},
    {"bpf", SYS_bpf, {-1}},
    {"perf_event_open", SYS_perf_event_open, {0}},
    {"userfaultfd", SYS_userfaultfd, {1}},
    {"fanotify_init", SYS_fanotify_init, {0}},
    {"io_uring_setup", SYS_io_uring_setup, {1}},
    {"io_uring_enter", SYS_io_uring_enter, {-1}},
    {"io_uring_register", SYS_io_uring_register, {-1}},
    {"init_module", SYS_init_module, {0}},
    {"finit_module", SYS_finit_module, {-1}},
    {"delete_module", SYS_delete_module, {0}},
    {"kexec_load", SYS_kexec_load, {0}},
    {"kexec_file_load", SYS_kexec_file_load, {-1}},
    {"reboot", SYS_reboot, {0}},
    {"syslog", SYS_syslog, {3, (long)scratch, sizeof scratch}},
    {"acct", SYS_acct, {0}},
    {"settimeofday", SYS_settimeofday, {0}},
    {"clock_settime", SYS_clock_settime, {0}},
    {"clock_adjtime", SYS_clock_adjtime, {0, (long)scratch}},
    {"adjtimex", SYS_adjtimex, {(long)scratch}},
    {"socket-packet", SYS_socket, {AF_PACKET, SOCK_DGRAM}},
    {"socket-packet-high-bits", SYS_socket, {HIGH_BITS | AF_PACKET, SOCK_DGRAM}},
    {"socket-vsock", SYS_socket, {AF_VSOCK, SOCK_STREAM}},
    {"socket-alg", SYS_socket, {AF_ALG, SOCK_SEQPACKET}},
    {"socket-key", SYS_socket, {AF_KEY, SOCK_RAW, 2}},
    {"socket-audit", SYS_socket, {AF_NETLINK, SOCK_RAW, 9}},
    {"socket-raw", SYS_socket, {AF_INET, SOCK_RAW, 1}},
    {"socket-raw6", SYS_socket, {AF_INET6, SOCK_RAW | SOCK_CLOEXEC, 58}},
    {"socket-packet-by-inet", SYS_socket, {AF_INET, SOCK_PACKET, 0x300}},
    {"socket-mptcp", SYS_socket, {AF_INET, SOCK_STREAM, IPPROTO_MPTCP}},
    {"socket-udplite6", SYS_socket, {AF_INET6, SOCK_DGRAM, IPPROTO_UDPLITE}},
    {"memfd_create", SYS_memfd_create, {(long)"m"}},
    {"memfd_secret", SYS_memfd_secret, {0}},
    {"shmget", SYS_shmget, {0, 4096, 01600}},
    {"socketpair-tipc", SYS_socketpair, {AF_TIPC, SOCK_SEQPACKET, 0, (long)scratch}},
    {"setsockopt-filter", SYS_setsockopt, {-1, SOL_SOCKET, SO_ATTACH_FILTER}},
    {"setsockopt-zero-copy", SYS_setsockopt, {-1, SOL_SOCKET, SO_ZEROCOPY}},
    {"setsockopt-upper-protocol-high-bits", SYS_setsockopt, {-1, HIGH_BITS | IPPROTO_TCP, HIGH_BITS | TCP_ULP}},
    {"sendto-urgent", SYS_sendto, {-1, 0, 0, MSG_OOB | MSG_DONTWAIT}},
    {"sendmsg-urgent", SYS_sendmsg, {-1, 0, MSG_OOB}},
    {"sendmmsg-urgent", SYS_sendmmsg, {-1, 0, 0, MSG_OOB}},
    {"ioprio_set-pid1", SYS_ioprio_set, {IOPRIO_WHO_PROCESS, 1, IOPRIO_CLASS_IDLE << IOPRIO_CLASS_SHIFT}},
    {"ioprio_set-user", SYS_ioprio_set, {IOPRIO_WHO_USER, 0, IOPRIO_CLASS_IDLE << IOPRIO_CLASS_SHIFT}},
    {"seccomp-listener", SYS_seccomp, {SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER}},
    {"personality-executable", SYS_personality, {READ_IMPLIES_EXEC}},
    {"personality-page-zero-high-bits", SYS_personality, {HIGH_BITS | MMAP_PAGE_ZERO}},
    {"personality-all-but-the-question", SYS_personality, {0xfffffffe}},
    {"prlimit-pid1", SYS_prlimit64, {1, RLIMIT_NOFILE, (long)&(struct rlimit){16, 16}}},
    {"setpriority-pid1", SYS_setpriority, {PRIO_PROCESS, 1, 1}},
    {"setpriority-user", SYS_setpriority, {PRIO_USER, 0, 1}},
    {"sched_setaffinity-pid1", SYS_sched_setaffinity, {1, 8, (long)&(unsigned long){~0UL}}},
    {"sched_setscheduler-pid1-high-bits", SYS_sched_setscheduler, {HIGH_BITS | 1, SCHED_OTHER, (long)&(int){0}}},
    {"ioctl-line-discipline", SYS_ioctl, {0, TIOCSETD, (long)&(int){2}}},
    {"ioctl-tiocsti", SYS_ioctl, {0, TIOCSTI, (long)"x"}},
    {"ioctl-tiocsti-high-bits", SYS_ioctl, {0, HIGH_BITS | TIOCSTI, (long)"x"}},
    {"mknod-device", SYS_mknodat, {AT_FDCWD, (long)"/tmp/device", S_IFBLK | 0600, 0x800}},
    {"setuid", SYS_setuid, {1}},
    {"setgroups", SYS_setgroups, {0}},
    {"capset-grant", SYS_capset, {(long)&(struct { unsigned version; int pid; }){0x20080522, 0},
        (long)&(unsigned[6]){1, 1, 0, 0, 0, 0}}},

    {"allowed socketpair", SYS_socketpair, {AF_UNIX, SOCK_STREAM, 0, (long)scratch}},
    {"allowed socket-inet", SYS_socket, {AF_INET, SOCK_STREAM}},
    {"allowed socket-inet6", SYS_socket, {AF_INET6, SOCK_DGRAM}},
    {"allowed socket-route", SYS_socket, {AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0}},
    {"allowed prlimit-self", SYS_prlimit64, {0, RLIMIT_DATA, (long)&(struct rlimit){RLIM_INFINITY, RLIM_INFINITY}}},
    {"allowed prlimit-core-lower", SYS_prlimit64, {0, RLIMIT_CORE, (long)&(struct rlimit){0, 0}}},
    {"allowed sync-in-word", SYS_sync, {0}},
    {"allowed ioprio_set-self", SYS_ioprio_set, {IOPRIO_WHO_PROCESS, 0, IOPRIO_CLASS_IDLE << IOPRIO_CLASS_SHIFT}},
    {"allowed setpriority-self", SYS_setpriority, {PRIO_PROCESS, 0, 0}},
    {"allowed sched_setaffinity-self", SYS_sched_setaffinity, {0, 8, (long)&(unsigned long){~0UL}}},
    {"allowed inotify_init1", SYS_inotify_init1, {0}},
    {"allowed epoll_create1", SYS_epoll_create1, {0}},
    {"allowed eventfd2", SYS_eventfd2, {0}},
    {"allowed getrandom", SYS_getrandom, {(long)scratch, 16}},
    {"allowed personality-query", SYS_personality, {0xffffffff}},
    {"allowed personality-fixed-addresses", SYS_personality, {ADDR_NO_RANDOMIZE}},
    {"allowed personality-plain", SYS_personality, {PER_LINUX}},
    {"allowed membarrier-query", SYS_membarrier, {0}},
    {"allowed mkfifo", SYS_mknodat, {AT_FDCWD, (long)"/tmp/fifo", S_IFIFO | 0600}},
    {"allowed chown-self", SYS_fchownat, {AT_FDCWD, (long)"/tmp/fifo", -1, -1}},
    {"allowed clone-plain", SYS_clone, {SIGCHLD}},
};

int report_calls(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        const long *with = calls[i].arguments;
        fflush(stdout);
        errno = 0;
        long outcome = syscall(calls[i].number, with[0], with[1], with[2], with[3], with[4], with[5]);
        if (calls[i].number == SYS_clone && outcome == 0) _exit(0);
        printf("%s %d\n", calls[i].name, outcome < 0 ? errno : 0);
    }
    return 0;
}

int call_foreign(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
#ifdef __x86_64__
    long outcome;
    __asm__ volatile("int $0x80" : "=a"(outcome) : "a"(20 /* getpid of i386 */) : "memory");
    printf("%ld\n", outcome);
#else
    raise(SIGSYS);
#endif
    return 0;
}

int trace_child(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    static long secret;
    pid_t child = fork();
    if (child == 0) {
        secret = 42;
        if (ptrace(PTRACE_TRACEME, 0, 0, 0) < 0) _exit(1);
        raise(SIGSTOP);
        _exit(secret == 43 ? 0 : 2);
    }
    int status;
    waitpid(child, &status, 0);
    if (WIFSTOPPED(status)) {
        printf("read %ld\n", ptrace(PTRACE_PEEKDATA, child, &secret, 0));
        ptrace(PTRACE_POKEDATA, child, &secret, 43);
        ptrace(PTRACE_CONT, child, 0, 0);
        waitpid(child, &status, 0);
    }
    printf("child %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
    if (ptrace(PTRACE_SEIZE, 1, 0, 0) < 0 && ptrace(PTRACE_ATTACH, 1, 0, 0) < 0) printf("pid 1 %d\n", errno);
    else printf("traced pid 1\n");
    return 0;
}

/* Follows ".." from a descriptor far above whatever root the process has. */
static void climb(const char *how, int start) {
    struct stat here;
    if (start < 0 || fchdir(start) < 0) return;
    for (int i = 0; i < 64; i++) {
        if (chdir("..") < 0) return;
    }
    if (stat("lower", &here) == 0 || stat("mnt/upper", &here) == 0) printf("%s reached the slot's root\n", how);
    if (access("host-marker", F_OK) == 0) printf("%s reached the host\n", how);
}

int try_escapes(int argument_count, char **arguments) {
    (void)argument_count, (void)arguments;
    mkdir("/tmp/deep", 0700);
    int outside = open("/", O_RDONLY | O_DIRECTORY);
    if (chroot("/tmp/deep") == 0) printf("chroot\n");
    climb("chroot and climb", outside);
    climb("plain climb", open("/tmp/deep", O_RDONLY | O_DIRECTORY));
    climb("proc root", open("/proc/self/root/..", O_RDONLY | O_DIRECTORY));
    climb("pid 1 root", open("/proc/1/root", O_RDONLY | O_DIRECTORY));
    climb("pid 1 cwd", open("/proc/1/cwd", O_RDONLY | O_DIRECTORY));
    if (open("/proc/1/mem", O_RDWR) >= 0) printf("memory of pid 1\n");
    if (open("/proc/1/environ", O_RDONLY) >= 0) printf("environment of pid 1\n");
    if (open("/proc/1/fd", O_RDONLY | O_DIRECTORY) >= 0) printf("descriptors of pid 1\n");
    if (open("/proc/1/exe", O_RDONLY) >= 0) printf("executable of pid 1\n");
    if (open("/proc/self/uid_map", O_WRONLY) >= 0) printf("uid map\n");
    if (open("/proc/sys/kernel/core_pattern", O_WRONLY) >= 0) printf("core pattern\n");
    if (open("/proc/sysrq-trigger", O_WRONLY) >= 0) printf("sysrq\n");
    if (open("/proc/kcore", O_RDONLY) >= 0) printf("kernel memory\n");
    if (open("/dev/new", O_CREAT | O_WRONLY, 0600) >= 0) printf("write to /dev\n");
    if (kill(1, SIGKILL) == 0 && kill(1, 0) != 0) printf("killed pid 1\n");
    return 0;
}
