#define _GNU_SOURCE
#include "backend.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "accounts.h"
#include "failure.h"
#include "identity.h"
#include "mounts.h"
#include "shared_namespaces.h"

/*
 * What of root's power the zygote keeps: to make namespaces and mounts, to hand files to the guest's user, to become that user, to kill what
 * is that user's and to set up the slot's own network. The file systems that it mounts act with this power too, and with no more.
 */
static const uint64_t kept_capabilities = 1ULL << CAP_SYS_ADMIN | 1ULL << CAP_SYS_CHROOT | 1ULL << CAP_SETUID | 1ULL << CAP_SETGID
    | 1ULL << CAP_SETPCAP | 1ULL << CAP_CHOWN | 1ULL << CAP_DAC_OVERRIDE | 1ULL << CAP_FOWNER | 1ULL << CAP_FSETID | 1ULL << CAP_KILL
    | 1ULL << CAP_NET_ADMIN;

static int keep_little_power(void) {
    for (unsigned capability = 0; prctl(PR_CAPBSET_READ, capability) >= 0; capability++) {
        bool is_kept = capability < 64 && (kept_capabilities >> capability & 1) != 0;
        if (!is_kept && prctl(PR_CAPBSET_DROP, capability) < 0) return failed("drop-bounding-set");
    }
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct kept[_LINUX_CAPABILITY_U32S_3] = {0};
    for (int word = 0; word < _LINUX_CAPABILITY_U32S_3; word++)
        kept[word].effective = kept[word].permitted = (uint32_t)(kept_capabilities >> 32 * word);
    return syscall(SYS_capset, &header, kept) < 0 ? failed("capset") : 0;
}

/* What the guest's user may read in /proc is that user's to find out; it is also seen here whether there can be that user at all. */
static int find_masks_as_guest(void) {
    if (setegid(SANDBOX_HOST_ID) < 0) return failed("setresgid");
    if (seteuid(SANDBOX_HOST_ID) < 0) return failed("setresuid");
    find_masks();
    if (seteuid(0) < 0 || setegid(0) < 0) return failed("setresuid");
    return 0;
}

static int enter_slot(const char *root_file_system) {
    errno = EPERM;
    if (geteuid() != 0) return failed("chroot-backend");
    if (enter_mount_namespace() < 0 || build_slot_root(root_file_system) < 0) return -1;
    if (read_accounts() < 0 || find_masks_as_guest() < 0 || enter_shared_namespaces() < 0) return -1;
    return keep_little_power();
}

static int take_namespaces(void) {
    return 0;
}

static int furnish_scratch(void) {
    if (chown("upper", SANDBOX_HOST_ID, SANDBOX_HOST_ID) < 0 || chown("shm", SANDBOX_HOST_ID, SANDBOX_HOST_ID) < 0) return failed("make-scratch");
    return write_accounts("upper");
}

/* The kernel's own limit counts the processes of all sandboxes together, since all are one user's: it is set as high as it may be. */
static int limit_processes(const struct sandbox_launch *limits) {
    struct rlimit processes;
    if (getrlimit(RLIMIT_NPROC, &processes) < 0) return failed("limit-processes");
    errno = EPERM;
    if (limits->processes + 2ULL > processes.rlim_max) return failed("limit-processes");
    processes.rlim_cur = processes.rlim_max;
    return setrlimit(RLIMIT_NPROC, &processes) < 0 ? failed("limit-processes") : 0;
}

static int become_guest(void) {
    /* The capabilities outlive the change of user, for drop_privileges to give up for good. */
    if (prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP) < 0) return failed("securebits");
    return become_host_user();
}

const struct backend chroot_backend = {
    .name = "chroot",
    .has_user_namespace = false,
    .enter_slot = enter_slot,
    .take_namespaces = take_namespaces,
    .furnish_scratch = furnish_scratch,
    .limit_processes = limit_processes,
    .become_guest = become_guest,
};
