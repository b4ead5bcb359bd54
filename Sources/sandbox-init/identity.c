#define _GNU_SOURCE
#include "identity.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "failure.h"

int become_host_user(void) {
    if (setgroups(0, NULL) < 0) return failed("setgroups");
    if (setresgid(SANDBOX_HOST_ID, SANDBOX_HOST_ID, SANDBOX_HOST_ID) < 0) return failed("setresgid");
    if (setresuid(SANDBOX_HOST_ID, SANDBOX_HOST_ID, SANDBOX_HOST_ID) < 0) return failed("setresuid");
    return 0;
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
