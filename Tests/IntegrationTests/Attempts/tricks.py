"""Tries, from inside a sandbox, what is less plain than reach.py."""

import array
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
import termios
import threading

from attempts import X86, attempt, call, in_child, is_outside, libc, make_all

O_PATH = 0o10000000
# Without a user namespace of its own a sandbox shares what the host counts by user.
HAS_OWN_QUOTAS = os.getuid() == 0


# Out of the root.


@attempt("climb by O_PATH from", "/", "/proc/self/root", "/proc/self/cwd", "/proc/self/task/self", "/dev/pts", "/dev/shm", "/proc/1/task/1/root")
def _(path):
    def climb():
        path_only = os.open(path.replace("task/self", f"task/{os.getpid()}/root"), O_PATH | os.O_DIRECTORY)
        os.fchdir(path_only)
        for _ in range(40):
            os.chdir("..")
        return os.stat(".").st_ino != os.stat("/").st_ino or is_outside(".")

    return in_child(climb)


@attempt("reopen an O_PATH descriptor above the root by /proc")
def _():
    above = os.open("..", O_PATH)
    return is_outside(os.open(f"/proc/self/fd/{above}/../..", os.O_RDONLY))


@attempt("openat2 past the root", 0, 1, 8)
def _(resolve):
    how = struct.pack("QQQ", os.O_RDONLY | os.O_DIRECTORY, 0, resolve)
    return is_outside(call("openat2", os.open("/", os.O_RDONLY), b"../../../..", how, len(how)))


@attempt("a working directory whose parent moved away")
def _():
    def move():
        os.makedirs("/tmp/one/two/three", exist_ok=True)
        os.chdir("/tmp/one/two/three")
        os.rename("/tmp/one/two/three", "/three")
        os.rmdir("/tmp/one/two")
        for _ in range(9):
            os.chdir("..")
        return is_outside(".")

    return in_child(move)


@attempt("a removed working directory's parent")
def _():
    def remove():
        os.makedirs("/tmp/gone/below", exist_ok=True)
        os.chdir("/tmp/gone/below")
        os.rmdir("/tmp/gone/below")
        os.rmdir("/tmp/gone")
        os.chdir("../../..")
        return is_outside(".")

    return in_child(remove)


@attempt("map_files of", "self", 1)
def _(process):
    for name in os.listdir(f"/proc/{process}/map_files"):
        target = os.readlink(f"/proc/{process}/map_files/{name}")
        if any(word in target for word in ("images", "sandbox-init", "/lower")):
            return target


@attempt("the root, working directory and program of a child lead where one's own do", "root", "cwd", "exe")
def _(name):
    child = os.fork()
    if child == 0:
        signal.pause()
    try:
        path = f"/proc/{child}/{name}" + ("/.." if name == "root" else "")
        return name != "exe" and is_outside(path)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


@attempt("move a mount point", "/proc", "/dev", "/dev/shm", "/dev/pts")
def _(path):
    os.rename(path, "/tmp/moved")
    return "moved"


@attempt("remove a mount point", "/proc", "/dev", "/dev/shm")
def _(path):
    os.rmdir(path)
    return "removed"


@attempt("change", "/dev/null", "/dev/zero", "/dev/pts/ptmx", "/proc/self", "/dev")
def _(path):
    before = os.stat(path, follow_symlinks=False).st_mode
    os.chmod(path, 0o777 if stat.S_ISDIR(before) else 0o600)
    return os.stat(path).st_mode != before


# The overlay.


@attempt("overlay attribute", "opaque", "redirect", "metacopy", "whiteout", "origin", "upper", "protattr", "overlay.redirect")
def _(name):
    os.makedirs(f"/tmp/overlay/{name}", exist_ok=True)
    path = f"/tmp/overlay/{name}/file"
    open(path, "w").close()
    for target in (path, os.path.dirname(path)):
        try:
            os.setxattr(target, "user.overlay." + name, b"/etc/shadow\0" if "redirect" in name else b"y")
        except OSError:
            pass
    os.rename(f"/tmp/overlay/{name}", f"/tmp/overlay/{name}-again")  # Looked up anew.
    return open(f"/tmp/overlay/{name}-again/file").read() or os.listdir(f"/tmp/overlay/{name}-again") != ["file"]


@attempt("rename that leaves a whiteout")
def _():
    open("/tmp/whited", "w").close()
    call("renameat2", -100, b"/tmp/whited", -100, b"/tmp/whited-out", 4)
    return "made"


@attempt("exchange a file of the image with one of the layer and lose it")
def _():
    open("/etc/exchanged", "w").write("mine")
    call("renameat2", -100, b"/etc/exchanged", -100, b"/etc/debian_version", 2)
    return open("/etc/debian_version").read() != "mine"


@attempt("a file without a name gets one elsewhere")
def _():
    unnamed = os.open("/tmp", os.O_TMPFILE | os.O_RDWR, 0o600)
    for target in (b"/proc/linked", b"/dev/linked"):
        try:
            call("linkat", -100, f"/proc/self/fd/{unnamed}".encode(), -100, target, 0x400)
            return target
        except OSError:
            pass


@attempt("make a mount point a link before the next sandbox")
def _():
    os.symlink("/etc", "/proc-link")
    os.rename("/proc-link", "/proc")
    return "replaced"


# Pid 1.


@attempt("signal pid 1", *range(1, 65))
def _(number):
    if number in (32, 33):
        return None
    os.kill(1, number)
    call("tgkill", 1, 1, number)
    information = struct.pack("iiiiii", number, 0, -1, os.getpid(), 0, 7) + bytes(104)
    try:
        call("rt_sigqueueinfo", 1, number, information)
    except OSError:
        pass
    return open("/proc/1/stat").read().rsplit(")", 1)[1].split()[0] in "TtZX"


@attempt("write for pid 1", "comm", "clear_refs", "timerslack_ns", "autogroup", "sched", "oom_adj", "oom_score_adj", "attr/exec", "task/1/comm", "coredump_filter")
def _(name):
    descriptor = os.open(f"/proc/1/{name}", os.O_WRONLY)
    os.write(descriptor, b"1")
    return "written"


@attempt("read of pid 1's threads", "environ", "mem", "maps", "fd", "root", "cwd", "exe", "auxv")
def _(name):
    path = f"/proc/1/task/1/{name}"
    return os.listdir(path) if name in ("fd", "root", "cwd") else open(path, "rb").read(8)


@attempt("a namespace of pid 1 by its process descriptor", *range(1, 11))
def _(number):
    return fcntl.ioctl(call("pidfd_open", 1, 0), 0xFF00 + number) >= 0


@attempt("lower the I/O priority of", "pid 1", "the user")
def _(whom):
    call("ioprio_set", 1 if whom == "pid 1" else 3, 1 if whom == "pid 1" else 0, 3 << 13)
    return "lowered"


@attempt("reap the memory of pid 1")
def _():
    return call("process_mrelease", call("pidfd_open", 1, 0), 0) == 0


@attempt("share a core cookie with pid 1")
def _():
    return call("prctl", 62, 2, 1, 0, 0) == 0


@attempt("fill pid 1's process table")
def _():
    os.kill(1, 0)
    return open("/proc/1/stat").read().split()[2] == "Z"


# Descriptors and streams.


@attempt("forge credentials", "pid 1", "another uid")
def _(what):
    ours, theirs = socket.socketpair()
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    ours.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, struct.pack("3i", 1 if what == "pid 1" else os.getpid(), int(what != "pid 1"), 0))])
    return "forged"


@attempt("a directory by a descriptor of the caller's", *range(3))
def _(number):
    os.fchdir(number)
    return "a directory"


@attempt("the caller's stream opened anew reads what others wrote", *range(3))
def _(number):
    again = os.open(f"/proc/self/fd/{number}", os.O_RDONLY | os.O_NONBLOCK)
    found = os.fstat(again)
    return stat.S_ISREG(found.st_mode) and os.read(again, 1)


@attempt("size, seals and place of the caller's streams", "truncate", "seek", "mmap", "chmod", "xattr")
def _(how):
    for number in range(3):
        try:
            found = os.fstat(number)
            if not stat.S_ISREG(found.st_mode):
                continue
            if how == "truncate":
                os.ftruncate(number, 1 << 20)
            elif how == "seek":
                os.pwrite(number, b"x", 1 << 20)
            elif how == "mmap":
                mmap.mmap(number, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE)
            elif how == "chmod":
                continue
            else:
                os.setxattr(number, "user.mark", b"x")
            return f"stream {number}"
        except (OSError, ValueError):
            pass


@attempt("a terminal of the caller's", *range(3))
def _(number):
    return os.isatty(number)


@attempt("the controlling terminal")
def _():
    return os.open("/dev/tty", os.O_RDWR) >= 0


@attempt("a line discipline", *range(1, 31))
def _(discipline):
    master, slave = os.openpty()
    try:
        fcntl.ioctl(slave, termios.TIOCSETD, array.array("i", [discipline]))
        return "set"
    finally:
        os.close(master)
        os.close(slave)


@attempt("a terminal more than the sandbox's share of the host's")
def _():
    held = []
    try:
        while len(held) < 2000:
            held += os.openpty()
    except OSError:
        pass
    finally:
        for descriptor in held:
            os.close(descriptor)
    return len(held) > 1000 and len(held) // 2


# Subsystems that share something with others.


@attempt("an object that outlives its maker", "mq_open", "semget", "msgget", "shmget", "io_setup")
def _(name):
    if not X86 and name == "io_setup":
        return None
    blank = ctypes.create_string_buffer(64)
    call(name, *{"mq_open": (b"queue", 0o102, 0o600, None), "io_setup": (8, blank)}.get(name, (0, 1 if name != "msgget" else 0o1600, 0o1600)))
    return "made"


@attempt("inotify instances past the sandbox's share")
def _():
    if not HAS_OWN_QUOTAS:
        return None
    held = []
    try:
        while len(held) < 100:
            held.append(libc.inotify_init1(0))
            if held[-1] < 0:
                break
    finally:
        for descriptor in held:
            if descriptor >= 0:
                os.close(descriptor)
    return len(held) >= 100 and "100 of them"


@attempt("pending signals past the sandbox's share")
def _():
    def queue():
        signal.pthread_sigmask(signal.SIG_BLOCK, {40})
        information = struct.pack("iiiiii", 40, 0, -1, os.getpid(), 0, 7) + bytes(104)
        for count in range(5000):
            call("rt_sigqueueinfo", os.getpid(), 40, information)
        return count

    return HAS_OWN_QUOTAS and in_child(queue)


@attempt("a user namespace by number of the limit")
def _():
    return HAS_OWN_QUOTAS and open("/proc/sys/user/max_user_namespaces").read().strip() != "0"


@attempt("socket pair of", "packet", "tipc", "vsock", "netlink", "inet", "alg")
def _(name):
    pair = (ctypes.c_int * 2)()
    if libc.socketpair({"packet": 17, "tipc": 30, "vsock": 40, "netlink": 16, "inet": 2, "alg": 38}[name], 5 if name == "alg" else 1, 0, pair) == 0:
        return "made"
    return ctypes.get_errno() != errno.EAFNOSUPPORT and f"answered {errno.errorcode[ctypes.get_errno()]}"


@attempt("socket option", "filter", "filter of many", "bpf", "zero copy", "upper protocol", "repair", "mark", "priority", "force buffer", "device")
def _(name):
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    program = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0xFFFF))
    filter_ = struct.pack("HxxxxxxP", 1, ctypes.addressof(program))
    level, option, value = {
        "filter": (1, 26, filter_), "filter of many": (1, 51, filter_), "bpf": (1, 50, struct.pack("i", 0)), "zero copy": (1, 60, struct.pack("i", 1)),
        "upper protocol": (6, 31, b"tls"), "repair": (6, 19, struct.pack("i", 1)), "mark": (1, 36, struct.pack("i", 1)),
        "priority": (1, 12, struct.pack("i", 7)), "force buffer": (1, 32, struct.pack("i", 1 << 30)), "device": (1, 25, b"eth0"),
    }[name]
    probe.setsockopt(level, option, value)
    return "set"


@attempt("urgent data on", "local", "internet")
def _(kind):
    if kind == "local":
        ours, _theirs = socket.socketpair()
    else:
        listener = socket.create_server(("127.0.0.1", 0))
        ours = socket.create_connection(listener.getsockname())
    return ours.send(b"x", socket.MSG_OOB)


@attempt("route netlink", "new link", "new address", "down", "other namespace")
def _(what):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as channel:
        kind = b"dummy\0\0\0"
        body = {
            "new link": struct.pack("BxHiII", 0, 0, 0, 0, 0) + struct.pack("HH", 16, 18) + struct.pack("HH", 4 + len(kind), 1) + kind,
            "new address": struct.pack("BBBBi", 2, 24, 0, 0, 1) + struct.pack("HH", 8, 2) + bytes([192, 0, 2, 7]),
            "down": struct.pack("BxHiII", 0, 0, 1, 0, 1),
            "other namespace": struct.pack("BxHiII", 0, 0, 1, 0, 0) + struct.pack("HHi", 8, 46, 0),
        }[what]
        message = {"new link": 16, "new address": 20, "down": 16, "other namespace": 18}[what]
        channel.send(struct.pack("IHHII", 16 + len(body), message, 5 | (0x600 if message in (16, 20) and what != "down" else 0), 1, 0) + body)
        answer = channel.recv(4096)
        return struct.unpack_from("HxxIIi", answer, 4)[0] != 2 or struct.unpack_from("i", answer, 16)[0] == 0


@attempt("a listener on one's own system calls")
def _():
    def listen():
        program = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FC00000))
        return call("seccomp", 1, 8, struct.pack("HxxxxxxP", 1, ctypes.addressof(program)))

    return in_child(listen)


@attempt("personality", 0x0400000, 0x0100000, 0x0200000, 0x0800000, 0xFFFFFFFE)
def _(bits):
    return in_child(lambda: call("personality", bits) >= 0 and "set")


@attempt("prctl", "executable file", "memory map", "I/O flusher", "strict off", "loose core")
def _(what):
    arguments = {"executable file": (35, 13, 0, 0, 0), "memory map": (35, 14, 0, 0, 0), "I/O flusher": (57, 1, 0, 0, 0), "strict off": (22, 0, 0, 0, 0),
        "loose core": (4, 2, 0, 0, 0)}[what]
    return call("prctl", *arguments) >= 0 and "set"


@attempt("newer calls", "statmount", "listmount", "cachestat", "mbind")
def _(name):
    try:
        call(name, 0, 0, 0, 0, 0, 0)
    except OSError as error:
        return error.errno not in (errno.ENOSYS, errno.EPERM) and f"answered {errno.errorcode[error.errno]}"
    return "allowed"


@attempt("scheduling above others", "clamp", "deadline", "real-time I/O")
def _(how):
    if how == "real-time I/O":
        call("ioprio_set", 1, 0, 1 << 13)
    else:
        policy, flags = (6, 0) if how == "deadline" else (1, 0x20)
        call("sched_setattr", 0, struct.pack("IIQiIQQQII", 56, policy, flags, 0, 1 if how == "clamp" else 0, 10**6, 10**7, 10**7, 1024, 1024), 0)
    return "granted"


@attempt("a core file or a crash handler of the host", "unlimited", "zero")
def _(soft):
    os.chdir("/tmp")
    child = os.fork()
    if child == 0:
        value = resource.RLIM_INFINITY if soft == "unlimited" else 0
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (value, value))
        except (OSError, ValueError):
            pass
        os.abort()
    dumped = os.WCOREDUMP(os.waitpid(child, 0)[1])
    return dumped or [name for name in os.listdir("/tmp") if name.startswith("core")] or max(resource.getrlimit(resource.RLIMIT_CORE)) > 1


@attempt("lock more memory than allowed")
def _():
    soft, hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    if hard == resource.RLIM_INFINITY or hard > 1 << 28:
        return None
    held = mmap.mmap(-1, hard + (1 << 20))
    return libc.mlock(ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(held))), hard + (1 << 20)) == 0


@attempt("another thread's credentials during an exec")
def _():
    found = []

    def look():
        for _ in range(2000):
            for name in ("environ", "auxv"):
                try:
                    with open(f"/proc/1/{name}", "rb") as file:
                        found.append(file.read(4))
                except OSError:
                    pass

    watcher = threading.Thread(target=look)
    watcher.start()
    for _ in range(20):
        os.system("true")
    watcher.join()
    return found


@attempt("processes above the sandbox", "parent", "session", "group")
def _(what):
    fields = open("/proc/1/stat").read().rsplit(")", 1)[1].split()
    return fields[{"parent": 1, "group": 2, "session": 3}[what]] != "0"


@attempt("cgroup files", "/sys/fs/cgroup", "/sys/fs/bpf", "/sys/kernel/debug", "/sys/kernel/security", "/proc/sys/fs/binfmt_misc/register", "/proc/cgroups_")
def _(path):
    return os.listdir(path) if os.path.isdir(path) else os.open(path, os.O_WRONLY)


if __name__ == "__main__":
    make_all()
