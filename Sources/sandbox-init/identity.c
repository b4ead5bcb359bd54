#define _GNU_SOURCE
#include "identity.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "failure.h"
#include "settings.h"

int drop_root(void) {
    if (setgroups(0, NULL) < 0) return failed("setgroups");
    if (setresgid(SANDBOX_HOST_ID, SANDBOX_HOST_ID, SANDBOX_HOST_ID) < 0) return failed("setresgid");
    if (setresuid(SANDBOX_HOST_ID, SANDBOX_HOST_ID, SANDBOX_HOST_ID) < 0) return failed("setresuid");
    return 0;
}

int map_identity(unsigned user, unsigned group) {
    char line[32];
    snprintf(line, sizeof line, "0 %u 1", user);
    if (write_setting("/proc/self/uid_map", line) < 0) return failed("map-user");
    snprintf(line, sizeof line, "0 %u 1", group);
    if (write_setting("/proc/self/gid_map", line) < 0) return failed("map-group");
    return 0;
}

int enter_user_namespace(int more) {
    unsigned user = geteuid();
    unsigned group = getegid();
    if (unshare(CLONE_NEWUSER | more) < 0) return failed("user-namespace");
    /* After a change of user id the kernel gives /proc/self to root until the process is dumpable again. */
    if (prctl(PR_SET_DUMPABLE, 1) < 0) return failed("set-dumpable");
    /* For the user namespaces below this one too. */
    if (write_setting("/proc/self/setgroups", "deny") < 0) return failed("deny-setgroups");
    return map_identity(user, group);
}

int drop_privileges(void) {
    int capability = 0;
    while (prctl(PR_CAPBSET_DROP, capability) == 0) capability++;
    /* The kernel's own last capability ends the loop, and nothing else may. */
    if (errno != EINVAL || capability <= CAP_LAST_CAP) return failed("drop-bounding-set");
    if (prctl(PR_SET_SECUREBITS, SECURE_ALL_BITS | SECURE_ALL_LOCKS) < 0) return failed("securebits");
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};
    if (syscall(SYS_capset, &header, none) < 0) return failed("capset");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return failed("no-new-privileges");
    if (prctl(PR_SET_DUMPABLE, 0) < 0) return failed("set-dumpable");
    return 0;
}
