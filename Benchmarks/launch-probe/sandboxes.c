/* The least code that gives a command namespaces, a fresh writable root, no capabilities and a seccomp filter. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

#define SHARED_NAMESPACES (CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP)
#define SCRATCH "mode=755,size=1g,nr_inodes=200000"

static const char *image;

static void write_text(const char *path, const char *text) {
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0 || write(descriptor, text, strlen(text)) < 0) die(path);
    close(descriptor);
}

void map_identity(unsigned user, unsigned group) {
    char line[32];
    write_text("/proc/self/setgroups", "deny");
    snprintf(line, sizeof line, "0 %u 1", user);
    write_text("/proc/self/uid_map", line);
    snprintf(line, sizeof line, "0 %u 1", group);
    write_text("/proc/self/gid_map", line);
}

static void raise_loopback(void) {
    int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP};
    if (ioctl(descriptor, SIOCSIFFLAGS, &loopback) < 0) die("loopback");
    close(descriptor);
}

static void bind_devices(const char *directory) {
    static const char *const names[] = {"null", "zero", "full", "random", "urandom", "tty"};
    char source[32], target[64];
    if (mount("tmpfs", directory, "tmpfs", MS_NOSUID, "mode=755,size=64k") < 0) die("devices");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(source, sizeof source, "/dev/%s", names[i]);
        snprintf(target, sizeof target, "%s/%s", directory, names[i]);
        close(open(target, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
        if (mount(source, target, NULL, MS_BIND, NULL) < 0) die("device");
    }
}

/* An overlay of `lower` on a fresh tmpfs at `scratch`; leaves the working directory at its root. */
static void mount_overlay(const char *lower, const char *scratch) {
    char options[256];
    if (mount("tmpfs", scratch, "tmpfs", 0, SCRATCH) < 0 || chdir(scratch) < 0) die("tmpfs");
    if (mkdir("upper", 0755) < 0 || mkdir("work", 0755) < 0 || mkdir("root", 0755) < 0) die("mkdir");
    snprintf(options, sizeof options, "lowerdir=%s,upperdir=%s/upper,workdir=%s/work,volatile,userxattr", lower, scratch, scratch);
    if (mount("overlay", "root", "overlay", 0, options) < 0 || chdir("root") < 0) die("overlay");
    if (mount("proc", "proc", "proc", 0, NULL) < 0) die("proc");
}

static _Noreturn void run(char **arguments) {
    static struct sock_filter allow[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    static const struct sock_fprog program = {1, allow};
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};
    char *environment[] = {NULL};
    if (prctl(PR_SET_SECUREBITS, SECURE_ALL_BITS | SECURE_ALL_LOCKS) < 0) die("securebits");
    if (syscall(SYS_capset, &header, none) < 0) die("capset");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) die("no_new_privs");
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0) die("seccomp");
    execve(arguments[0], arguments, environment);
    die("execve");
}

void prepare_best(const char *root_file_system) {
    unsigned user = geteuid(), group = getegid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET) < 0) die("unshare");
    map_identity(user, group);
    raise_loopback();
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) die("private");
    if (mount("tmpfs", "/tmp", "tmpfs", 0, "mode=755,size=64k") < 0) die("tmpfs");
    if (mkdir("/tmp/lower", 0755) < 0 || mkdir("/tmp/mnt", 0755) < 0 || mkdir("/tmp/dev0", 0755) < 0 || mkdir("/tmp/proc", 0755) < 0) die("mkdir");
    if (mount(root_file_system, "/tmp/lower", NULL, MS_BIND, NULL) < 0) die("bind");
    if (mount("/proc", "/tmp/proc", NULL, MS_BIND | MS_REC, NULL) < 0) die("bind");
    bind_devices("/tmp/dev0");
    if (chdir("/tmp") < 0 || syscall(SYS_pivot_root, ".", ".") < 0 || umount2(".", MNT_DETACH) < 0 || chdir("/") < 0) die("pivot_root");
}

static int enter_best(void *arguments) {
    map_identity(0, 0);
    mount_overlay("/lower", "/mnt");
    if (mount("/dev0", "dev", NULL, MS_BIND | MS_REC, NULL) < 0) die("dev");
    if (mount(".", "/", NULL, MS_MOVE, NULL) < 0 || chroot(".") < 0 || chdir("/") < 0) die("move");
    run(arguments);
}

pid_t launch_best(char **arguments) {
    static char stack[64 << 10] __attribute__((aligned(16)));
    pid_t child = clone(enter_best, stack + sizeof stack, SHARED_NAMESPACES | CLONE_VM | CLONE_VFORK | SIGCHLD, arguments);
    if (child < 0) die("clone");
    return child;
}

void prepare_naive(const char *root_file_system) {
    image = root_file_system;
}

pid_t launch_naive(char **arguments) {
    unsigned user = geteuid(), group = getegid();
    pid_t child = (pid_t)syscall(SYS_clone, SHARED_NAMESPACES | CLONE_NEWNET | SIGCHLD, NULL, NULL, NULL, NULL);
    if (child < 0) die("clone");
    if (child > 0) return child;
    map_identity(user, group);
    raise_loopback();
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) die("private");
    mount_overlay(image, "/tmp");
    bind_devices("dev");
    if (syscall(SYS_pivot_root, ".", ".") < 0 || umount2(".", MNT_DETACH) < 0 || chdir("/") < 0) die("pivot_root");
    run(arguments);
}
