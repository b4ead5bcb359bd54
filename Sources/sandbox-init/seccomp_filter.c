/*
 * What a guest may not ask of the kernel. It allows by default, since toolchains of five languages use hundreds of system
 * calls and new ones at any time; what it denies is each call that reaches past one process's own files, memory and
 * sockets: no namespace, so no capability ever; no other process's memory; no subsystem with a history of holes.
 */
#define _GNU_SOURCE
#include "seccomp_filter.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cleanup.h"
#include "failure.h"

/* Longest program that the kernel takes. */
static struct sock_filter instructions[BPF_MAXINSNS];
static struct sock_fprog program = {.filter = instructions};

static const char *const denied_calls[] = {
    /* Mounts and roots. */
    "mount", "umount", "umount2", "pivot_root", "chroot", "fsopen", "fsconfig", "fsmount", "fspick", "move_mount", "open_tree",
    "mount_setattr", "swapon", "swapoff", "quotactl", "quotactl_fd", "name_to_handle_at", "open_by_handle_at",
    /* Namespaces and identity of the host. */
    "unshare", "setns", "sethostname", "setdomainname",
    /* Other processes. */
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd", "migrate_pages", "move_pages",
    /* Keyrings, which no namespace separates well. */
    "add_key", "request_key", "keyctl",
    /* Subsystems with much kernel surface and no use to a build. */
    "bpf", "perf_event_open", "userfaultfd", "fanotify_init", "lookup_dcookie", "vmsplice", "modify_ldt", "vm86", "vm86old",
    /* The machine itself. */
    "init_module", "finit_module", "delete_module", "create_module", "kexec_load", "kexec_file_load", "reboot", "syslog", "acct",
    "iopl", "ioperm", "vhangup", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "stime", "nfsservctl", "uselib",
    "ustat", "sysfs", "_sysctl",
};

/* Callers fall back to another call when these are unknown to the kernel. The second line makes memory that no process need have mapped, so that none is charged with it. */
static const char *const absent_calls[] = {
    "clone3", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "memfd_create", "memfd_secret", "shmget",
    /* What an IPC namespace holds, which all sandboxes of a slot share. */
    "semget", "msgget", "mq_open", "mq_unlink",
};

/* Calls newer than the library, whose numbers are the same on every architecture. */
static const int newer_calls[] = {467 /* open_tree_attr */, 470 /* listns */};

static const unsigned namespace_flags[] = {
    CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP, CLONE_NEWTIME,
};

static const unsigned allowed_families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};

/* Calls whose first argument names a process that this user may slow down or tie down: pid 1 too, unless the filter says otherwise. */
static const int scheduling_calls[] = {SCMP_SYS(sched_setscheduler), SCMP_SYS(sched_setparam), SCMP_SYS(sched_setattr), SCMP_SYS(sched_setaffinity)};

static int deny_named(scmp_filter_ctx filter, const char *const *names, size_t count, unsigned action) {
    for (size_t i = 0; i < count; i++) {
        int number = seccomp_syscall_resolve_name(names[i]);
        if (number != __NR_SCMP_ERROR && seccomp_rule_add(filter, action, number, 0) < 0) return -1;
    }
    return 0;
}

static struct scmp_arg_cmp compare(unsigned argument, enum scmp_compare how, uint64_t value) {
    return (struct scmp_arg_cmp){argument, how, value, 0};
}

static struct scmp_arg_cmp has_bits(unsigned argument, uint64_t mask, uint64_t bits) {
    return (struct scmp_arg_cmp){argument, SCMP_CMP_MASKED_EQ, mask, bits};
}

/* Terminal input that another process would take as typed. The kernel looks at 32 bits of the request, so the filter must too. */
static int deny_typing(scmp_filter_ctx filter) {
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, has_bits(1, UINT32_MAX, TIOCSTI)) < 0) return -1;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, has_bits(1, UINT32_MAX, TIOCLINUX));
}

static int deny_namespaces(scmp_filter_ctx filter) {
    for (size_t i = 0; i < sizeof namespace_flags / sizeof *namespace_flags; i++) {
        uint64_t flag = namespace_flags[i];
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, has_bits(0, flag, flag)) < 0) return -1;
    }
    return 0;
}

/* Pid 1 is the guest's own user, and its limits and its turn on the processor are what the guest's limits are enforced with. */
static int protect_pid1(scmp_filter_ctx filter) {
    unsigned refused = SCMP_ACT_ERRNO(EPERM);
    for (size_t i = 0; i < sizeof scheduling_calls / sizeof *scheduling_calls; i++) {
        if (seccomp_rule_add(filter, refused, scheduling_calls[i], 1, has_bits(0, UINT32_MAX, 1)) < 0) return -1;
    }
    if (seccomp_rule_add(filter, refused, SCMP_SYS(prlimit64), 2, has_bits(0, UINT32_MAX, 1), compare(2, SCMP_CMP_NE, 0)) < 0) return -1;
    if (seccomp_rule_add(filter, refused, SCMP_SYS(setpriority), 2, has_bits(0, UINT32_MAX, PRIO_PROCESS), has_bits(1, UINT32_MAX, 1)) < 0) return -1;
    return seccomp_rule_add(filter, refused, SCMP_SYS(setpriority), 1, has_bits(0, UINT32_MAX, PRIO_USER));
}

/* All but TCP and UDP: raw sockets, packet sockets by their old name, and protocols that would load a module of the kernel. */
static int deny_internet_sockets(scmp_filter_ctx filter, unsigned family) {
    unsigned refused = SCMP_ACT_ERRNO(EPROTONOSUPPORT);
    for (unsigned type = SOCK_RAW; type <= 0xf; type++) {
        if (seccomp_rule_add(filter, refused, SCMP_SYS(socket), 2, compare(0, SCMP_CMP_EQ, family), has_bits(1, 0xf, type)) < 0) return -1;
    }
    return seccomp_rule_add(filter, refused, SCMP_SYS(socket), 2, compare(0, SCMP_CMP_EQ, family), compare(2, SCMP_CMP_GT, IPPROTO_UDP));
}

/*
 * Leaves stream and datagram sockets of the internet and local families, and the route half of netlink, which name lookup uses.
 * A family with bits above the 32 that the kernel looks at falls under "greater than the last".
 */
static int deny_sockets(scmp_filter_ctx filter) {
    unsigned refused = SCMP_ACT_ERRNO(EAFNOSUPPORT);
    size_t next = 0;
    for (unsigned family = 0; family < AF_NETLINK; family++) {
        if (family == allowed_families[next]) next++;
        else if (seccomp_rule_add(filter, refused, SCMP_SYS(socket), 1, compare(0, SCMP_CMP_EQ, family)) < 0) return -1;
    }
    if (seccomp_rule_add(filter, refused, SCMP_SYS(socket), 1, compare(0, SCMP_CMP_GT, AF_NETLINK)) < 0) return -1;
    if (seccomp_rule_add(filter, refused, SCMP_SYS(socket), 2, compare(0, SCMP_CMP_EQ, AF_NETLINK), compare(2, SCMP_CMP_NE, NETLINK_ROUTE)) < 0)
        return -1;
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 2, compare(0, SCMP_CMP_EQ, AF_UNIX), has_bits(1, 0xf, SOCK_RAW)) < 0) return -1;
    return deny_internet_sockets(filter, AF_INET) < 0 ? -1 : deny_internet_sockets(filter, AF_INET6);
}

static void release_filter(scmp_filter_ctx *filter) {
    seccomp_release(*filter);
}

int compile_seccomp_filter(void) {
    __attribute__((cleanup(release_filter))) scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL) return failed("build-seccomp");
    /* A system call of another architecture would pass rules that were written for this one. */
    if (seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) < 0) return failed("build-seccomp");
    if (seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) < 0) return failed("build-seccomp");
    if (deny_named(filter, denied_calls, sizeof denied_calls / sizeof *denied_calls, SCMP_ACT_ERRNO(EPERM)) < 0) return failed("build-seccomp");
    if (deny_named(filter, absent_calls, sizeof absent_calls / sizeof *absent_calls, SCMP_ACT_ERRNO(ENOSYS)) < 0) return failed("build-seccomp");
    for (size_t i = 0; i < sizeof newer_calls / sizeof *newer_calls; i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), newer_calls[i], 0) < 0) return failed("build-seccomp");
    }
    if (deny_namespaces(filter) < 0 || deny_sockets(filter) < 0 || deny_typing(filter) < 0 || protect_pid1(filter) < 0) return failed("build-seccomp");
    CLOSED_AT_END int exported = memfd_create("seccomp", MFD_CLOEXEC);
    if (exported < 0 || seccomp_export_bpf(filter, exported) < 0) return failed("build-seccomp");
    ssize_t length = pread(exported, instructions, sizeof instructions, 0);
    if (length <= 0) return failed("build-seccomp");
    program.len = (unsigned short)((size_t)length / sizeof *instructions);
    return 0;
}

int install_seccomp_filter(void) {
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0) return failed("install-seccomp");
    return 0;
}
