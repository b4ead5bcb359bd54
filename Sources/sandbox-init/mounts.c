#define _GNU_SOURCE
#include "mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "backend.h"
#include "cleanup.h"
#include "failure.h"

#define INERT (MS_NOSUID | MS_NODEV)

static const char *const device_names[] = {"null", "zero", "full", "random", "urandom", "tty"};

/* What tells of the host and of nothing in the sandbox: the paths that OCI runtimes mask, and a few of their kind. */
static const char *const masked_names[] = {
    "acpi", "asound", "cmdline", "interrupts", "kallsyms", "kcore", "key-users", "keys", "latency_stats", "locks", "modules", "sched_debug", "scsi",
    "timer_list", "timer_stats",
};

/* Those of them that exist here and that the sandbox's user could read, found once: each mask costs a mount at every launch. */
static struct {
    const char *name;
    bool is_directory;
} masks[sizeof masked_names / sizeof *masked_names];
static size_t mask_count;

int enter_mount_namespace(void) {
    if (unshare(CLONE_NEWNS) < 0) return failed("mount-namespace");
    return 0;
}

static int make_file(const char *path) {
    CLOSED_AT_END int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0444);
    return descriptor < 0 ? -1 : 0;
}

/* Where the kernel lets this user, a device of its own: two mounts fewer for every sandbox to copy than a bind of the host's. */
static int build_device(const char *name) {
    char source[32], target[32];
    struct stat device;
    snprintf(source, sizeof source, "/dev/%s", name);
    snprintf(target, sizeof target, "dev0/%s", name);
    if (stat(source, &device) < 0) return failed("make-device");
    if (mknod(target, S_IFCHR | 0666, device.st_rdev) == 0) return chmod(target, 0666) < 0 ? failed("make-device") : 0;
    if (make_file(target) < 0) return failed("make-device");
    if (mount(source, target, NULL, MS_BIND, NULL) < 0) return failed("bind-device");
    return 0;
}

static int build_devices(void) {
    if (mount("tmpfs", "dev0", "tmpfs", MS_NOSUID | MS_NOEXEC, "mode=755,size=64k") < 0) return failed("mount-dev");
    for (size_t i = 0; i < sizeof device_names / sizeof *device_names; i++) {
        if (build_device(device_names[i]) < 0) return -1;
    }
    if (mkdir("dev0/shm", 0755) < 0 || mkdir("dev0/pts", 0755) < 0) return failed("make-device");
    if (symlink("pts/ptmx", "dev0/ptmx") < 0 || symlink("/proc/self/fd", "dev0/fd") < 0 || symlink("fd/0", "dev0/stdin") < 0
        || symlink("fd/1", "dev0/stdout") < 0 || symlink("fd/2", "dev0/stderr") < 0) return failed("make-device");
    if (mount("devpts", "dev0/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620,max=256") < 0) return failed("mount-devpts");
    /* Terminals can be made and used all the same, but the multiplexer's mode stays what it is for the next sandbox. */
    if (mount(NULL, "dev0/pts", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NOEXEC, NULL) < 0) return failed("protect-devpts");
    if (mount(NULL, "dev0", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NOEXEC, NULL) < 0) return failed("protect-dev");
    return 0;
}

void find_masks(void) {
    for (size_t i = 0; i < sizeof masked_names / sizeof *masked_names; i++) {
        char path[64];
        struct stat found;
        snprintf(path, sizeof path, "/proc/%s", masked_names[i]);
        if (stat(path, &found) < 0 || faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) < 0) continue;
        masks[mask_count].name = masked_names[i];
        masks[mask_count++].is_directory = S_ISDIR(found.st_mode);
    }
}

/* Covers them in the new /proc, which is below the working directory. */
static int mask_proc(void) {
    for (size_t i = 0; i < mask_count; i++) {
        char path[64];
        snprintf(path, sizeof path, "proc/%s", masks[i].name);
        if (mount(masks[i].is_directory ? "/empty" : "/dev0/null", path, NULL, MS_BIND, NULL) < 0) return failed("mask-proc");
    }
    return 0;
}

int build_slot_root(const char *root_file_system) {
    char image[32];
    CLOSED_AT_END int descriptor = open(root_file_system, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return failed("open-root-file-system");
    snprintf(image, sizeof image, "/proc/self/fd/%d", descriptor);
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) return failed("private-mounts");
    /* The one directory that is sure to exist carries the new root; the descriptor still names what lies beneath. */
    if (mount("tmpfs", root_file_system, "tmpfs", INERT, "mode=755,size=64k") < 0) return failed("mount-slot-root");
    if (chdir(root_file_system) < 0) return failed("mount-slot-root");
    if (mkdir("lower", 0755) < 0 || mkdir("mnt", 0755) < 0 || mkdir("dev0", 0755) < 0 || mkdir("proc", 0755) < 0 || mkdir("empty", 0755) < 0)
        return failed("mount-slot-root");
    if (mount(image, "lower", NULL, MS_BIND, NULL) < 0) return failed("bind-root-file-system");
    if (mount(NULL, "lower", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | INERT, NULL) < 0) return failed("protect-root-file-system");
    if (mount("/proc", "proc", NULL, MS_BIND | MS_REC, NULL) < 0) return failed("bind-proc");
    if (build_devices() < 0) return -1;
    if (syscall(SYS_pivot_root, ".", ".") < 0) return failed("pivot-root");
    if (umount2(".", MNT_DETACH) < 0) return failed("leave-host-root");
    if (chdir("/") < 0) return failed("leave-host-root");
    if (mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | INERT, NULL) < 0) return failed("protect-slot-root");
    return 0;
}

/* A mount point of the image: made when missing, refused when it is a link or a file that would lead the mount astray. */
static int make_mount_point(const char *name) {
    struct stat found;
    if (mkdir(name, 0755) == 0) return 0;
    if (errno != EEXIST || lstat(name, &found) < 0) return -1;
    if (S_ISDIR(found.st_mode)) return 0;
    errno = ENOTDIR;
    return -1;
}

int enter_sandbox_root(const struct sandbox_launch *limits) {
    char options[96];
    snprintf(options, sizeof options, "mode=755,size=%llu,nr_inodes=%llu", (unsigned long long)limits->scratch_bytes,
        (unsigned long long)limits->scratch_inodes);
    if (mount("tmpfs", "/mnt", "tmpfs", INERT, options) < 0) return failed("mount-scratch");
    if (chdir("/mnt") < 0) return failed("mount-scratch");
    if (mkdir("upper", 0755) < 0 || mkdir("work", 0755) < 0 || mkdir("root", 0755) < 0 || mkdir("shm", 0755) < 0) return failed("make-scratch");
    if (chmod("shm", 01777) < 0) return failed("make-scratch");
    if (backend->furnish_scratch() < 0) return -1;
    if (mount("overlay", "root", "overlay", INERT, "lowerdir=/lower,upperdir=/mnt/upper,workdir=/mnt/work,userxattr") < 0)
        return failed("mount-overlay");
    if (chdir("root") < 0) return failed("mount-overlay");
    if (make_mount_point("proc") < 0 || mount("proc", "proc", "proc", MS_RDONLY | MS_NOEXEC | INERT, NULL) < 0) return failed("mount-proc");
    if (mask_proc() < 0) return -1;
    if (make_mount_point("dev") < 0 || mount("/dev0", "dev", NULL, MS_BIND | MS_REC, NULL) < 0) return failed("mount-dev");
    if (mount("/mnt/shm", "dev/shm", NULL, MS_BIND, NULL) < 0) return failed("mount-shm");
    /* Cheaper than pivot_root by one wait of the kernel; what is covered is the slot's empty, read-only root. */
    if (mount(".", "/", NULL, MS_MOVE, NULL) < 0) return failed("move-root");
    if (chroot(".") < 0 || chdir("/") < 0) return failed("chroot");
    return 0;
}
