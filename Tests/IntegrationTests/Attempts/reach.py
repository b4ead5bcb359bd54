"""Tries, from inside a sandbox, to reach what is not its own."""

import ctypes
import errno
import fcntl
import mmap
import os
import resource
import signal
import socket
import stat
import struct

from attempts import X86, attempt, call, in_child, is_outside, libc, make_all

AT_FDCWD = -100
NEW = {"mnt": 0x20000, "cgroup": 0x2000000, "uts": 0x4000000, "ipc": 0x8000000, "user": 0x10000000, "pid": 0x20000000, "net": 0x40000000, "time": 0x80}


def identity(path="/"):
    found = os.stat(path)
    return found.st_dev, found.st_ino


def climb(start):
    os.fchdir(start)
    for _ in range(64):
        os.chdir("..")
        if identity(".") != identity("/") and is_outside("."):
            return "the tree above the root"
    return None if identity(".") == identity("/") else "another root"


# The root directory.


@attempt("climb from a kept descriptor after chroot")
def _():
    outside = os.open("/", os.O_RDONLY)
    os.makedirs("/tmp/deep", exist_ok=True)
    try:
        os.chroot("/tmp/deep")
    except OSError:
        pass
    else:
        return "chroot"
    return climb(outside)


@attempt("climb through", "/proc/self/root", "/proc/self/cwd", "/proc/1/root", "/proc/1/cwd", "/proc/thread-self/root", "/dev/shm", "/proc", "/dev/pts")
def _(path):
    return in_child(lambda: climb(os.open(path + "/..", os.O_RDONLY)))


@attempt("open for pid 1", "root", "cwd", "exe", "mem", "environ", "maps", "fd", "fdinfo", "ns/mnt", "ns/user", "io", "auxv", "syscall", "stack", "pagemap", "map_files", "smaps_rollup", "wchan_")
def _(name):
    descriptor = os.open("/proc/1/" + name, os.O_RDONLY)
    return os.read(descriptor, 16) if not stat.S_ISDIR(os.fstat(descriptor).st_mode) else os.listdir(descriptor)


@attempt("hard-link or rename out of the root", "link", "rename")
def _(how):
    open("/tmp/mine", "w").close()
    for target in ("/../mine", "/proc/1/root/../mine", "/proc/mine", "/dev/mine"):
        try:
            getattr(os, how)("/tmp/mine", target)
            if not os.path.exists("/mine"):
                return target
            os.rename("/mine", "/tmp/mine")
        except OSError:
            pass


@attempt("see the overlay's directories", "/mnt/upper", "/mnt/work", "/lower", "/dev0")
def _(path):
    return os.listdir(path)


@attempt("set an overlay attribute", "user.overlay.redirect", "user.overlay.opaque", "user.overlay.metacopy", "trusted.overlay.redirect", "trusted.overlay.opaque")
def _(name):
    os.makedirs("/tmp/attributed", exist_ok=True)
    os.setxattr("/tmp/attributed", name, b"/../../../../..")
    # What counts is that a later look does not lead anywhere.
    return [entry for entry in os.listdir("/tmp/attributed") if entry]


@attempt("make a whiteout of a device number")
def _():
    os.mknod("/tmp/whiteout", stat.S_IFCHR | 0o600, os.makedev(0, 0))
    return None  # A whiteout is the one device that anybody may make: it hides names of this layer only.


@attempt("make a device", "kmem", "disk", "loop")
def _(name):
    kind, numbers = {"kmem": (stat.S_IFCHR, (1, 2)), "disk": (stat.S_IFBLK, (254, 0)), "loop": (stat.S_IFBLK, (7, 0))}[name]
    os.mknod("/tmp/" + name, kind | 0o600, os.makedev(*numbers))
    return "made"


@attempt("write to", "/dev/new", "/proc/sys/kernel/hostname", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches",
    "/proc/self/uid_map", "/proc/self/gid_map", "/proc/self/setgroups", "/proc/self/oom_score_adj", "/proc/self/loginuid", "/proc/1/oom_score_adj",
    "/proc/sys/net/ipv4/ip_forward", "/proc/sys/user/max_user_namespaces", "/proc/irq/default_smp_affinity", "/proc/self/attr/current",
    "/proc/sys/kernel/ns_last_pid", "/proc/self/coredump_filter", "/proc/self/timens_offsets", "/dev/tty", "/dev/pts/0", "/sys/kernel/profiling")
def _(path):
    descriptor = os.open(path, os.O_WRONLY | (os.O_CREAT if path == "/dev/new" else 0))
    os.write(descriptor, b"1")
    return "written"


@attempt("read", "/proc/kcore", "/proc/kmsg", "/proc/kallsyms", "/proc/keys", "/proc/key-users", "/proc/sched_debug", "/proc/timer_list", "/proc/cmdline",
    "/proc/modules", "/proc/vmallocinfo", "/proc/slabinfo", "/proc/config.gz_", "/proc/acpi", "/proc/scsi", "/sys/class", "/sys/kernel", "/sys/firmware",
    "/dev/mem", "/dev/kmsg", "/dev/fuse", "/dev/kvm", "/dev/net/tun", "/dev/vda", "/dev/loop-control", "/dev/mqueue")
def _(path):
    if os.path.isdir(path):
        return os.listdir(path)
    content = open(path, "rb").read(65536)
    if path == "/proc/kallsyms":  # Without privilege all addresses are zero, and that tells nothing.
        return any(int(line.split()[0], 16) for line in content.splitlines()[:-1])
    return content


# Mounts and namespaces.


@attempt("mount", "tmpfs", "proc", "sysfs", "overlay", "bind", "devpts", "mqueue", "cgroup2", "remount")
def _(kind):
    flags = {"bind": 4096, "remount": 32 | 4096}.get(kind, 0)
    kind = b"none" if flags else kind.encode()
    target = b"/" if flags == 32 | 4096 else b"/tmp"
    call("mount", b"/proc", target, kind, flags, b"lowerdir=/,upperdir=/tmp,workdir=/tmp")
    return "mounted"


@attempt("umount", "/proc", "/dev", "/proc/keys", "/dev/shm", "/")
def _(path):
    call("umount2", path.encode(), 2)
    return "uncovered"


@attempt("pivot_root")
def _():
    return call("pivot_root", b"/tmp", b"/tmp") == 0


@attempt("new mount interface", "fsopen", "fspick", "open_tree", "open_tree_attr", "move_mount", "mount_setattr")
def _(name):
    arguments = {"fsopen": (b"tmpfs", 0), "fspick": (AT_FDCWD, b"/", 0), "move_mount": (AT_FDCWD, b"/proc", AT_FDCWD, b"/tmp", 0)}
    call(name, *arguments.get(name, (AT_FDCWD, b"/", 1, 0, 0)))
    return "allowed"


@attempt("unshare", *NEW)
def _(name):
    return in_child(lambda: call("unshare", NEW[name]) == 0 and name)


@attempt("clone into", *NEW)
def _(name):
    # The time namespace shares its bit with the exit signal, which clone cannot tell apart.
    child = call("clone", NEW[name] | (0 if name == "time" else signal.SIGCHLD), 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0x40000000)
    return "a child in it"


@attempt("clone3 into", *NEW)
def _(name):
    arguments = struct.pack("8Q", NEW[name], 0, 0, 0, signal.SIGCHLD, 0, 0, 0)
    child = call("clone3", arguments, len(arguments))
    if child == 0:
        os._exit(0)
    return "a child in it"


@attempt("setns to", "self", "1", "pidfd")
def _(target):
    descriptor = call("pidfd_open", 1, 0) if target == "pidfd" else os.open(f"/proc/{target}/ns/user", os.O_RDONLY)
    call("setns", descriptor, 0 if target != "pidfd" else NEW["mnt"])
    return "entered"


@attempt("parent namespace by ioctl", "user", "pid", "owner")
def _(name):
    descriptor = os.open("/proc/self/ns/" + ("mnt" if name == "owner" else name), os.O_RDONLY)
    above = fcntl.ioctl(descriptor, 0xB701 if name == "owner" else 0xB702)
    # The namespace's own owner is no more than the namespace the guest is in.
    return os.fstat(above).st_ino != os.stat("/proc/self/ns/user").st_ino


# Other processes.


@attempt("ptrace", "seize pid 1", "attach pid 1", "traceme")
def _(how):
    request = {"seize pid 1": 0x4206, "attach pid 1": 16, "traceme": 0}[how]
    call("ptrace", request, 0 if request == 0 else 1, 0, 0)
    return "allowed"


@attempt("process_vm", "readv", "writev")
def _(how):
    buffer = ctypes.create_string_buffer(16)
    local = struct.pack("QQ", ctypes.addressof(buffer), 16)
    call("process_vm_" + how, 1, local, 1, local, 1, 0)
    return "allowed"


@attempt("write to the memory of pid 1")
def _():
    os.open("/proc/1/mem", os.O_RDWR)
    return "opened"


@attempt("signal pid 1", "KILL", "STOP", "TERM", "SEGV", "ABRT", "SYS")
def _(name):
    number = getattr(signal, "SIG" + name)
    os.kill(1, number)
    descriptor = call("pidfd_open", 1, 0)
    call("pidfd_send_signal", descriptor, number, 0, 0)
    os.kill(1, 0)
    return open("/proc/1/stat").read().split()[2] in "TZX"


@attempt("change the limits of pid 1")
def _():
    resource.prlimit(1, resource.RLIMIT_CORE, (0, 0))
    return "changed"


@attempt("change the scheduling of pid 1", "idle", "affinity", "nice")
def _(how):
    if how == "nice":
        before = os.getpriority(os.PRIO_PROCESS, 1)
        os.setpriority(os.PRIO_PROCESS, 1, before + 5)
    elif how == "affinity":
        os.sched_setaffinity(1, {0})
    else:
        os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))
    return "changed"


@attempt("take a descriptor of pid 1", *range(8))
def _(number):
    return call("pidfd_getfd", call("pidfd_open", 1, 0), number, 0) >= 0


@attempt("compare with pid 1")
def _():
    return call("kcmp", os.getpid(), 1, 0, 0, 0) >= 0


@attempt("find the session's socket")
def _():
    found = [os.readlink(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{number}")]
    return [target for target in found if target.startswith("socket:")]


@attempt("hold more than the standard streams")
def _():
    # The listing itself takes the lowest free number.
    return sorted(set(os.popen("exec ls /proc/self/fd").read().split()) - {"0", "1", "2", "3"})


@attempt("read back or overwrite the caller's", *range(3))
def _(number):
    found = os.fstat(number)
    if stat.S_ISREG(found.st_mode):
        return os.open(f"/proc/self/fd/{number}", os.O_RDWR) and "a file of the host"
    if stat.S_ISFIFO(found.st_mode) and number > 0:
        fcntl.fcntl(number, fcntl.F_SETPIPE_SZ, 1 << 30)
        return "a pipe of any size"
    return stat.S_ISSOCK(found.st_mode)


# Subsystems.


@attempt("keyring", "add_key", "request_key", "keyctl")
def _(name):
    call(name, *{"add_key": (b"user", b"k", b"v", 1, -3), "request_key": (b"user", b"k", 0, 0), "keyctl": (0, -3, 1)}[name])
    return "allowed"


@attempt("subsystem", "bpf", "perf_event_open", "userfaultfd", "fanotify_init", "io_uring_setup", "init_module", "finit_module", "kexec_load", "swapon",
    "quotactl", "quotactl_fd", "syslog", "acct", "reboot", "settimeofday", "clock_settime", "vmsplice", "process_madvise", "listns")
def _(name):
    blank = ctypes.create_string_buffer(256)
    if name == "syslog":
        return call(name, 3, blank, 256) > 0
    try:
        call(name, *{"userfaultfd": (1,), "io_uring_setup": (8, blank), "swapon": (b"/tmp/none", 0)}.get(name, (0, blank, 128, -1, 0)))
    except OSError as error:
        # Any other answer comes from the subsystem itself.
        return error.errno not in (errno.EPERM, errno.ENOSYS) and f"answered {errno.errorcode[error.errno]}"
    return "allowed"


@attempt("file handle", "name_to_handle_at", "open_by_handle_at")
def _(name):
    handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0) + bytes(128))
    mount = ctypes.c_int()
    arguments = (AT_FDCWD, b"/", handle, ctypes.byref(mount), 0) if name.startswith("name") else (AT_FDCWD, handle, 0)
    call(name, *arguments)
    return "allowed"


@attempt("system call of another machine", "i386", "x32")
def _(kind):
    if not X86:
        return None

    def foreign():
        if kind == "x32":
            return call("gettid", offset=0x40000000) > 0 and "answered"
        code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # getpid of i386
        function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
        return function() > 0 and "answered"

    return in_child(foreign)


@attempt("high bits past the filter", "clone", "ioctl", "socket")
def _(name):
    high = 1 << 32
    if name == "clone":
        child = call("clone", high | NEW["user"] | signal.SIGCHLD, 0, 0, 0, 0)
        return os._exit(0) if child == 0 else "a child in a namespace"
    if name == "ioctl":
        return libc.syscall(ctypes.c_long(16 if X86 else 29), ctypes.c_long(0), ctypes.c_long(high | 0x5412), b"x") == 0
    return libc.syscall(ctypes.c_long(41 if X86 else 198), ctypes.c_long(high | 17), ctypes.c_long(2), ctypes.c_long(0)) >= 0


@attempt("type into a terminal", 0x5412, 0x541C)
def _(request):
    master, slave = os.openpty()
    fcntl.ioctl(slave, request, b"x")
    return "typed"


# Privilege.


@attempt("gain", "uid", "gid", "groups", "capability", "ambient", "securebits", "keepcaps", "dumpable pid 1")
def _(what):
    header, everything = struct.pack("Ii", 0x20080522, 0), struct.pack("6I", 1 << 21, 1 << 21, 0, 0, 0, 0)
    if what == "uid":
        os.setuid(1)
    elif what == "gid":
        os.setgid(1)
    elif what == "groups":
        os.setgroups([0])
    elif what == "capability":
        call("capset", header, everything)
    elif what == "ambient":
        call("prctl", 47, 2, 21, 0, 0)
    elif what == "securebits":
        call("prctl", 28, 0, 0, 0, 0)
    elif what == "keepcaps":
        call("prctl", 8, 1, 0, 0, 0)
    else:
        return open("/proc/1/status").read().find("CapEff:\t0000000000000000") < 0
    return "gained"


@attempt("a setuid copy of a shell")
def _():
    os.system("cp /bin/sh /tmp/suid && chmod 6755 /tmp/suid")
    found = os.popen("/tmp/suid -p -c 'grep -h CapEff /proc/self/status'").read()
    return found.split()[-1].strip("0") if found else None


@attempt("file capability")
def _():
    open("/tmp/capable", "w").close()
    os.setxattr("/tmp/capable", "security.capability", struct.pack("<5I", 0x02000001, 1 << 21, 0, 0, 0))
    return "granted"


@attempt("chown to", 0, 1, 60606, 65534)
def _(owner):
    if owner == os.getuid():
        return None
    open("/tmp/owned", "w").close()
    os.chown("/tmp/owned", owner, owner)
    return "given away"


@attempt("drop no_new_privs or the filter", "no_new_privs", "seccomp")
def _(what):
    if what == "seccomp":
        call("seccomp", 0, 0, 0)
    else:
        call("prctl", 38, 0, 0, 0, 0)
    return "dropped"


@attempt("raise the limit", "NPROC", "NOFILE", "CORE", "FSIZE", "RTPRIO", "MEMLOCK", "NICE")
def _(name):
    limit = getattr(resource, "RLIMIT_" + name)
    soft, hard = resource.getrlimit(limit)
    if hard == resource.RLIM_INFINITY:
        return None
    resource.setrlimit(limit, (hard, hard + 1))
    # A call may be answered as if it had been obeyed.
    return resource.getrlimit(limit)[1] > hard and f"{hard} to {hard + 1}"


@attempt("real-time scheduling", "fifo", "deadline", "nice")
def _(how):
    if how == "nice":
        os.nice(-5)
    elif how == "fifo":
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    else:
        os.sched_setscheduler(0, 6, os.sched_param(0))
    return "granted"


@attempt("leave a core file")
def _():
    os.chdir("/tmp")
    child = os.fork()
    if child == 0:
        os.abort()
    return os.WCOREDUMP(os.waitpid(child, 0)[1])


# The network.


@attempt("socket", "packet", "packet by inet", "raw", "raw6", "vsock", "alg", "key", "xdp", "tipc", "bluetooth", "can", "rds", "kcm", "smc", "sctp", "dccp", "mptcp", "ping",
    "audit", "netfilter", "uevent", "generic", "crypto", "sock_diag", "selinux", "xfrm", "connector", "udplite")
def _(name):
    internet, netlink = socket.AF_INET, 16
    arguments = {
        "packet": (17, 3, 3), "packet by inet": (internet, 10, 3), "raw": (internet, 3, 1), "raw6": (10, 3, 58), "vsock": (40, 1, 0), "alg": (38, 5, 0),
        "key": (15, 3, 2), "xdp": (44, 3, 0), "tipc": (30, 1, 0), "bluetooth": (31, 1, 3), "can": (29, 3, 1), "rds": (21, 5, 0), "kcm": (41, 2, 0),
        "smc": (43, 1, 0), "sctp": (internet, 1, 132), "dccp": (internet, 6, 33), "mptcp": (internet, 1, 262), "ping": (internet, 2, 1),
        "audit": (netlink, 3, 9), "netfilter": (netlink, 3, 12), "uevent": (netlink, 3, 15), "generic": (netlink, 3, 16), "crypto": (netlink, 3, 21),
        "sock_diag": (netlink, 3, 4), "selinux": (netlink, 3, 7), "xfrm": (netlink, 3, 6), "connector": (netlink, 3, 11), "udplite": (internet, 2, 136),
    }[name]
    result = libc.socket(*arguments)
    if result >= 0:
        return "a socket"
    return ctypes.get_errno() not in (errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT, errno.EACCES) and f"answered {errno.errorcode[ctypes.get_errno()]}"


@attempt("connect to", "192.0.2.1", "10.0.0.1", "169.254.169.254", "8.8.8.8", "2001:db8::1", "fe80::1%lo")
def _(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(family, kind) as probe:
            probe.settimeout(1)
            try:
                probe.connect((address, 53))
                return "connected"
            except OSError:
                pass


@attempt("change the network", "address", "route")
def _(what):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        request = struct.pack("16sH2s4s8s", b"lo", socket.AF_INET, b"\0\0", socket.inet_aton("192.0.2.9"), bytes(8))
        fcntl.ioctl(probe, 0x8916 if what == "address" else 0x890B, request + bytes(64))
    return "changed"


@attempt("find another sandbox's abstract socket")
def _():
    with open("/proc/net/unix") as table:
        return [line for line in table.read().splitlines()[1:] if "@" in line]


@attempt("reach a host's local socket", "/run/docker.sock", "/run/dbus/system_bus_socket", "/run/containerd/containerd.sock", "/run/systemd/private")
def _(path):
    with socket.socket(socket.AF_UNIX) as probe:
        probe.connect(path)
    return "connected"


# Traces of the host.


@attempt("see processes of the host")
def _():
    return [name for name in os.listdir("/proc") if name.isdigit() and int(name) > 1 and int(name) < os.getpid() and
        int(open(f"/proc/{name}/stat").read().rsplit(")", 1)[1].split()[1]) == 0]


@attempt("see shared memory", "sysvipc/shm", "sysvipc/sem", "sysvipc/msg")
def _(table):
    return open("/proc/" + table).read().splitlines()[1:]


@attempt("see the host's environment or paths")
def _():
    text = open("/proc/self/mountinfo").read()
    return [word for word in ("witnessbox/images", "/.local/share", "/var/lib") if word in text] or [
        name for name in os.environ if name.startswith(("HOST", "SSH", "SUDO", "USER_", "WITNESSBOX"))]


@attempt("tell the slots of the host apart by cgroup")
def _():
    return [line for line in open("/proc/self/cgroup").read().splitlines() if line.split(":")[2] not in ("/", "/..")]


@attempt("hostname of the host")
def _():
    return os.uname().nodename != "witnessbox"


@attempt("change the host name")
def _():
    call("sethostname", b"x", 1)
    return "changed"


if __name__ == "__main__":
    make_all()
