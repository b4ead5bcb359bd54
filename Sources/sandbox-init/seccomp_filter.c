/*
 * What a guest may ask of the kernel. Every system call has its verdict in the table of CSystemCalls, and what is not in it, also what
 * a newer kernel may add, is refused as unknown: nothing is allowed by default. libseccomp itself is told what to refuse, not what to
 * allow, since its rules can refuse a call for some arguments only where it is allowed otherwise; a short program of our own before its
 * own holds the rest. The kernel remembers which calls are allowed whatever their arguments, and runs no filter for those.
 *
 * The kernel takes time to check and translate each instruction of a filter. So there are two: the zygote itself lives under a long one, which
 * its sandboxes inherit at no cost, and each sandbox adds a short one that refuses what was needed to set it up. Of two answers the kernel gives the stricter.
 */
#define _GNU_SOURCE
#include "seccomp_filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/ioprio.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cleanup.h"
#include "failure.h"
#include "system_calls.h"

/* From this number on x86_64 means calls of another architecture, x32, which libseccomp's rules answer. */
#define FOREIGN_CALLS 0x40000000

/* What personality may change: the kind of machine that uname tells, and whether addresses are random, which thread sanitizers turn off. */
#define PERSONALITIES (PER_LINUX32 | UNAME26 | ADDR_NO_RANDOMIZE)
#define PERSONALITY_QUERY 0xffffffff

/* Above every number of the table. */
#define SYSTEM_CALL_NUMBERS 1024

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOW_HALF_OF_ARGUMENT(number) (offsetof(struct seccomp_data, args) + (number) * sizeof(uint64_t))
#else
#define LOW_HALF_OF_ARGUMENT(number) (offsetof(struct seccomp_data, args) + (number) * sizeof(uint64_t) + sizeof(uint32_t))
#endif

/* Room for the common filter; the kernel takes up to BPF_MAXINSNS. */
#define INSTRUCTIONS 1024

struct filter_program {
    struct sock_filter instructions[INSTRUCTIONS];
    unsigned short length;
};

/* The short filters: of sandboxes that may trace their own processes, and of all others. */
static struct filter_program tracing_program, plain_program;

/* What the zygote, and pid 1 before it is the guest's, make a sandbox with, besides clone. */
static const int set_up_calls[] = {
    SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare), SCMP_SYS(setgroups),
};

static const unsigned namespace_flags[] = {
    CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP, CLONE_NEWTIME,
};

static const unsigned allowed_families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};

/* Calls whose first argument names a process that this user may slow down or tie down: pid 1 too, unless the filter says otherwise. */
static const int scheduling_calls[] = {SCMP_SYS(sched_setscheduler), SCMP_SYS(sched_setparam), SCMP_SYS(sched_setattr), SCMP_SYS(sched_setaffinity)};

static bool is_set_up_call(int number) {
    for (size_t i = 0; i < sizeof set_up_calls / sizeof *set_up_calls; i++) {
        if (set_up_calls[i] == number) return true;
    }
    return false;
}

/* Adds the rules of all calls that have the same verdict whatever their arguments, in every sandbox and while it is set up. */
static int judge_calls(scmp_filter_ctx filter) {
    static const uint32_t actions[] = {
        [SYSTEM_CALL_REFUSED] = SCMP_ACT_ERRNO(EPERM),
        [SYSTEM_CALL_ABSENT] = SCMP_ACT_ERRNO(ENOSYS),
        [SYSTEM_CALL_PRETENDED] = SCMP_ACT_ERRNO(0),
    };
    for (size_t i = 0; i < system_call_count; i++) {
        const struct system_call *call = &system_calls[i];
        if (call->verdict < SYSTEM_CALL_REFUSED || is_set_up_call(call->number)) continue;
        if (seccomp_rule_add(filter, actions[call->verdict], call->number, 0) < 0) return -1;
    }
    return 0;
}

static int deny_set_up(scmp_filter_ctx filter) {
    for (size_t i = 0; i < sizeof set_up_calls / sizeof *set_up_calls; i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), set_up_calls[i], 0) < 0) return -1;
    }
    return 0;
}

static int deny_tracing(scmp_filter_ctx filter) {
    for (size_t i = 0; i < system_call_count; i++) {
        if (system_calls[i].verdict != SYSTEM_CALL_TRACING) continue;
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), system_calls[i].number, 0) < 0) return -1;
    }
    return 0;
}

static struct scmp_arg_cmp compare(unsigned argument, enum scmp_compare how, uint64_t value) {
    return (struct scmp_arg_cmp){argument, how, value, 0};
}

static struct scmp_arg_cmp has_bits(unsigned argument, uint64_t mask, uint64_t bits) {
    return (struct scmp_arg_cmp){argument, SCMP_CMP_MASKED_EQ, mask, bits};
}

/* Terminal input that another process would take as typed, and line disciplines. The kernel looks at 32 bits of the request, so the filter must too. */
static int deny_typing(scmp_filter_ctx filter) {
    static const unsigned requests[] = {TIOCSTI, TIOCLINUX, TIOCSETD};
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, has_bits(1, UINT32_MAX, requests[i])) < 0) return -1;
    }
    return 0;
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
    if (seccomp_rule_add(filter, refused, SCMP_SYS(setpriority), 1, has_bits(0, UINT32_MAX, PRIO_USER)) < 0) return -1;
    if (seccomp_rule_add(filter, refused, SCMP_SYS(ioprio_set), 2, has_bits(0, UINT32_MAX, IOPRIO_WHO_PROCESS), has_bits(1, UINT32_MAX, 1)) < 0) return -1;
    return seccomp_rule_add(filter, refused, SCMP_SYS(ioprio_set), 1, has_bits(0, UINT32_MAX, IOPRIO_WHO_USER));
}

/* Whether the kernel hands the memory of a process that crashed to a program of the host. */
static bool has_crash_handler(void) {
    char first = '|';
    CLOSED_AT_END int pattern = open("/proc/sys/kernel/core_pattern", O_RDONLY | O_CLOEXEC);
    return pattern < 0 || read(pattern, &first, 1) != 1 || first == '|' || first == '@';
}

/*
 * With a limit of 1 the kernel neither writes a core file nor starts such a program, which it does at 0: see main.c. So the limit must
 * stay, and a program that sets it to another is told that it did. Without a handler the kernel itself keeps it from being raised.
 */
static int keep_core_limit(scmp_filter_ctx filter) {
    if (!has_crash_handler()) return 0;
    struct scmp_arg_cmp of_cores = has_bits(1, UINT32_MAX, RLIMIT_CORE), is_new = compare(2, SCMP_CMP_NE, 0);
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(0), SCMP_SYS(setrlimit), 1, has_bits(0, UINT32_MAX, RLIMIT_CORE)) < 0) return -1;
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(0), SCMP_SYS(prlimit64), 3, of_cores, is_new, compare(3, SCMP_CMP_EQ, 0)) < 0) return -1;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 3, of_cores, is_new, compare(3, SCMP_CMP_NE, 0));
}

static int deny_listeners(scmp_filter_ctx filter) {
    unsigned flag = SECCOMP_FILTER_FLAG_NEW_LISTENER;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 1, has_bits(1, flag, flag));
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
    /* The kernel makes both sockets, and loads what they need, before it finds that a family has no pairs. */
    if (seccomp_rule_add(filter, refused, SCMP_SYS(socketpair), 1, compare(0, SCMP_CMP_NE, AF_UNIX)) < 0) return -1;
    if (seccomp_rule_add(filter, refused, SCMP_SYS(socket), 2, compare(0, SCMP_CMP_EQ, AF_NETLINK), compare(2, SCMP_CMP_NE, NETLINK_ROUTE)) < 0)
        return -1;
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 2, compare(0, SCMP_CMP_EQ, AF_UNIX), has_bits(1, 0xf, SOCK_RAW)) < 0) return -1;
    return deny_internet_sockets(filter, AF_INET) < 0 ? -1 : deny_internet_sockets(filter, AF_INET6);
}

/* Programs for the kernel, memory pinned at the cost of a quota that sandboxes share, and protocols on top of TCP. */
static int deny_socket_options(scmp_filter_ctx filter) {
    static const struct {
        unsigned level, option;
    } options[] = {
        {SOL_SOCKET, SO_ATTACH_FILTER}, {SOL_SOCKET, SO_ATTACH_BPF}, {SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF},
        {SOL_SOCKET, SO_ATTACH_REUSEPORT_EBPF}, {SOL_SOCKET, SO_ZEROCOPY}, {IPPROTO_TCP, TCP_ULP},
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(setsockopt), 2, has_bits(1, UINT32_MAX, options[i].level),
                has_bits(2, UINT32_MAX, options[i].option)) < 0) return -1;
    }
    return 0;
}

static int deny_urgent_data(scmp_filter_ctx filter) {
    unsigned refused = SCMP_ACT_ERRNO(EOPNOTSUPP);
    if (seccomp_rule_add(filter, refused, SCMP_SYS(sendto), 1, has_bits(3, MSG_OOB, MSG_OOB)) < 0) return -1;
    if (seccomp_rule_add(filter, refused, SCMP_SYS(sendmsg), 1, has_bits(2, MSG_OOB, MSG_OOB)) < 0) return -1;
    return seccomp_rule_add(filter, refused, SCMP_SYS(sendmmsg), 1, has_bits(3, MSG_OOB, MSG_OOB));
}

static void release_filter(scmp_filter_ctx *filter) {
    seccomp_release(*filter);
}

static void append(struct filter_program *program, struct sock_filter instruction) {
    program->instructions[program->length++] = instruction;
}

/* Answers the numbers from `first` to before `end`, the call's number being loaded. */
static void append_range(struct filter_program *program, unsigned first, unsigned end, unsigned answer) {
    append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first, 0, 2));
    append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, end, 1, 0));
    append(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, answer));
}

/* Answers every number that the table does not have. */
static void append_unknown_calls(struct filter_program *program) {
    bool known[SYSTEM_CALL_NUMBERS] = {false};
    for (size_t i = 0; i < system_call_count; i++) {
        if (system_calls[i].number >= 0) known[system_calls[i].number] = true;
    }
    for (unsigned first = 0; first < SYSTEM_CALL_NUMBERS; first++) {
        if (known[first]) continue;
        unsigned end = first;
        while (end < SYSTEM_CALL_NUMBERS && !known[end]) end++;
        append_range(program, first, end < SYSTEM_CALL_NUMBERS ? end : FOREIGN_CALLS, SECCOMP_RET_ERRNO | ENOSYS);
        first = end;
    }
}

/* Answers personality, of which one question has every bit set that its answers must not have. */
static void append_personality(struct filter_program *program) {
    append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_personality, 0, 5));
    append(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LOW_HALF_OF_ARGUMENT(0)));
    append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PERSONALITY_QUERY, 1, 0));
    append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, ~PERSONALITIES, 1, 0));
    append(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    append(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
}

/* What comes before libseccomp's own program. For a call of another architecture it does nothing. */
static void begin_common_program(struct filter_program *program) {
    struct filter_program own = {.length = 0};
    append(&own, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    append_unknown_calls(&own);
    append_personality(&own);
    append(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
    append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, seccomp_arch_native(), 1, 0));
    append(program, (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, own.length));
    for (size_t i = 0; i < own.length; i++) append(program, own.instructions[i]);
}

/* Ends a program with that of libseccomp. */
static int end_program(struct filter_program *program, scmp_filter_ctx filter) {
    CLOSED_AT_END int exported = memfd_create("seccomp", MFD_CLOEXEC);
    if (exported < 0 || seccomp_export_bpf(filter, exported) < 0) return -1;
    size_t room = sizeof program->instructions - program->length * sizeof *program->instructions;
    ssize_t size = pread(exported, program->instructions + program->length, room, 0);
    errno = E2BIG;
    if (size <= 0 || (size_t)size == room) return -1;
    program->length += (unsigned short)((size_t)size / sizeof *program->instructions);
    return 0;
}

static scmp_filter_ctx new_filter(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL) return NULL;
    /* A system call of another architecture would pass rules that were written for this one. */
    if (seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0) return filter;
    seccomp_release(filter);
    return NULL;
}

static int build_common_program(struct filter_program *program) {
    __attribute__((cleanup(release_filter))) scmp_filter_ctx filter = new_filter();
    if (filter == NULL || seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) < 0) return -1;
    if (judge_calls(filter) < 0 || deny_sockets(filter) < 0 || deny_socket_options(filter) < 0 || deny_urgent_data(filter) < 0
        || deny_typing(filter) < 0 || protect_pid1(filter) < 0 || keep_core_limit(filter) < 0 || deny_listeners(filter) < 0) return -1;
    begin_common_program(program);
    return end_program(program, filter);
}

static int build_guest_programs(void) {
    __attribute__((cleanup(release_filter))) scmp_filter_ctx filter = new_filter();
    if (filter == NULL || deny_set_up(filter) < 0 || deny_namespaces(filter) < 0 || end_program(&tracing_program, filter) < 0) return -1;
    return deny_tracing(filter) < 0 ? -1 : end_program(&plain_program, filter);
}

static int install(struct filter_program *program) {
    struct sock_fprog compiled = {program->length, program->instructions};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &compiled) < 0 ? failed("install-seccomp") : 0;
}

int install_common_filter(void) {
    struct filter_program program = {.length = 0};
    if (build_guest_programs() < 0 || build_common_program(&program) < 0) return failed("build-seccomp");
    return install(&program);
}

int install_guest_filter(bool may_trace) {
    return install(may_trace ? &tracing_program : &plain_program);
}
