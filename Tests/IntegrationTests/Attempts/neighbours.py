"""Two sandboxes of one image at the same time: `hold` leaves or takes what it can, says "held", and waits for its input to end; `seek`
looks for it and for what is left. Prints one line per attempt of `seek`: "stopped NAME" or "REACHED NAME: WHAT"."""

import ctypes
import errno
import fcntl
import mmap
import os
import select
import signal
import socket
import struct
import sys

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
SHARED = "/etc/os-release"  # A file of the image, the same inode of the host for both.
PROGRAM = "/usr/bin/python3"
held = []


def quietly(function):
    try:
        held.append(function())
    except OSError:
        pass


def hold():
    file = open(SHARED, "r+b")
    program = os.open(PROGRAM, os.O_RDONLY)
    for number in (file.fileno(), program):
        quietly(lambda: fcntl.flock(number, fcntl.LOCK_EX))
        quietly(lambda: fcntl.fcntl(number, 1024, fcntl.F_WRLCK if number != program else fcntl.F_RDLCK))  # F_SETLEASE
    quietly(lambda: fcntl.lockf(file, fcntl.LOCK_EX))
    quietly(lambda: fcntl.fcntl(program, 37, struct.pack("hhqqi", fcntl.F_RDLCK, 0, 0, 0, 0)))  # F_OFD_SETLK
    file.write(b"WRITTEN BY A NEIGHBOUR\n")
    file.flush()
    os.makedirs("/var/lib", exist_ok=True)
    for path in ("/usr/bin/true", "/etc/passwd", "/var/lib/neighbour", "/dev/shm/neighbour", "/tmp/neighbour"):
        open(path, "w").write("neighbour")
    os.chmod("/usr/bin/env", 0o6755)
    os.link("/usr/bin/head", "/tmp/head")
    open("/tmp/head", "r+b").write(b"#!neighbour")
    os.setxattr("/etc/hosts", "user.neighbour", b"yes")
    os.rename("/usr/bin/tail", "/usr/bin/elsewhere")
    os.utime("/usr/bin/wc", (1, 1))
    image = os.open("/usr/bin/sort", os.O_RDWR)
    mapped = mmap.mmap(image, 4096)
    mapped[:9] = b"neighbour"
    mapped.flush()
    for family, kind, address in (
        (socket.AF_UNIX, socket.SOCK_STREAM, "\0neighbour"), (socket.AF_UNIX, socket.SOCK_DGRAM, "\0neighbour-datagram"),
        (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 4321)), (socket.AF_INET, socket.SOCK_DGRAM, ("0.0.0.0", 4321)),
        (socket.AF_INET6, socket.SOCK_STREAM, ("::1", 4322)), (socket.AF_INET, socket.SOCK_STREAM, ("0.0.0.0", 80)),
    ):
        listener = socket.socket(family, kind)
        listener.bind(address)
        if kind == socket.SOCK_STREAM:
            listener.listen()
        held.append(listener)
    # As much as the kernel gives of what it counts by user.
    instances = [libc.inotify_init1(0) for _ in range(300)]
    for root, _, names in os.walk("/"):
        if any(libc.inotify_add_watch(instances[0], os.path.join(root, name).encode(), 0xFFF) < 0 for name in names):
            break
    signal.pthread_sigmask(signal.SIG_BLOCK, {40})
    information = struct.pack("iiiiii", 40, 0, -1, os.getpid(), 0, 7) + bytes(104)
    while libc.syscall(ctypes.c_long(129), ctypes.c_long(os.getpid()), ctypes.c_long(40), information) == 0:
        pass
    for _ in range(1200):
        quietly(os.pipe)
    pairs = []
    try:
        while True:
            pairs.append(os.openpty())
    except OSError:
        pass
    held.extend(pairs)
    print("held", flush=True)
    os.read(0, 1)


attempts = []


def attempt(function):
    attempts.append((function.__name__.replace("_", " "), function))
    return function


@attempt
def locks_of_a_file_of_the_image():
    for path in (SHARED, PROGRAM):
        with open(path, "rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                fcntl.flock(file, fcntl.LOCK_UN)
            except BlockingIOError:
                return path


@attempt
def record_locks_of_a_file_of_the_image():
    with open(SHARED, "r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return "held"


@attempt
def a_lease_on_a_file_of_the_image_delays_its_opening():
    os.close(os.open(PROGRAM, os.O_RDONLY | os.O_NONBLOCK))
    os.close(os.open("/usr/bin/sed", os.O_RDWR | os.O_NONBLOCK))


@attempt
def the_list_of_locks():
    return open("/proc/locks").read()


@attempt
def files_that_the_neighbour_wrote():
    return [path for path in ("/var/lib/neighbour", "/dev/shm/neighbour", "/tmp/neighbour", "/tmp/head", "/usr/bin/elsewhere") if os.path.exists(path)]


@attempt
def files_of_the_image_that_the_neighbour_changed():
    return [path for path in (SHARED, "/usr/bin/true", "/etc/passwd", "/usr/bin/head", "/usr/bin/sort")
        if b"eighbour" in open(path, "rb").read(1 << 16).replace(b"NEIGHBOUR", b"neighbour")]


@attempt
def marks_of_the_neighbour():
    return os.stat("/usr/bin/env").st_mode & 0o6000 or os.listxattr("/etc/hosts") or not os.path.exists("/usr/bin/tail") or os.stat("/usr/bin/wc").st_mtime == 1


@attempt
def abstract_sockets():
    for kind, name in ((socket.SOCK_STREAM, "\0neighbour"), (socket.SOCK_DGRAM, "\0neighbour-datagram")):
        with socket.socket(socket.AF_UNIX, kind) as probe:
            try:
                probe.connect(name)
                return name[1:]
            except ConnectionRefusedError:
                pass


@attempt
def ports_that_are_taken_or_answer():
    for address, kind in ((("127.0.0.1", 4321), socket.SOCK_STREAM), (("0.0.0.0", 4321), socket.SOCK_DGRAM), (("0.0.0.0", 80), socket.SOCK_STREAM)):
        with socket.socket(socket.AF_INET, kind) as probe:
            probe.bind(address)
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", 4321)) == 0


@attempt
def sockets_in_the_tables():
    return [line for name in ("tcp", "udp", "unix") for line in open(f"/proc/net/{name}").read().splitlines()[1:]]


@attempt
def processes():
    return [name for name in os.listdir("/proc") if name.isdigit() and int(name) not in (1, os.getpid())]


@attempt
def terminals():
    return set(os.listdir("/dev/pts")) - {"ptmx"}


@attempt
def inotify_starved():
    instance = libc.inotify_init1(0)
    return instance < 0 or libc.inotify_add_watch(instance, b"/usr/bin", 0xFFF) < 0


@attempt
def signals_starved():
    signal.pthread_sigmask(signal.SIG_BLOCK, {41})
    information = struct.pack("iiiiii", 41, 0, -1, os.getpid(), 0, 7) + bytes(104)
    return libc.syscall(ctypes.c_long(129), ctypes.c_long(os.getpid()), ctypes.c_long(41), information) != 0


@attempt
def timers_starved():
    timer = ctypes.c_int()
    return libc.syscall(ctypes.c_long(222), ctypes.c_long(1), None, ctypes.byref(timer)) != 0


@attempt
def pipes_starved():
    # Past the host's soft limit a pipe holds less, but it works.
    reading, writing = os.pipe()
    os.write(writing, b"x" * 4096)
    return os.read(reading, 4096) != b"x" * 4096


@attempt
def terminals_starved():
    for descriptor in os.openpty():
        os.close(descriptor)


@attempt
def epoll_starved():
    poll = select.epoll()
    poll.register(os.pipe()[0])


@attempt
def descriptors_starved():
    ours, theirs = socket.socketpair()
    socket.send_fds(ours, [b"x"], [0])
    return len(socket.recv_fds(theirs, 1, 1)[1]) != 1


@attempt
def processes_starved():
    for _ in range(50):
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)


def seek():
    for name, function in attempts:
        starves = name.endswith("starved") or name.endswith("opening")
        try:
            reached = function()
        except OSError as error:
            reached = errno.errorcode.get(error.errno) if starves or name.startswith("ports") else None
        print(f"REACHED {name}: {str(reached)[:200]}" if reached else f"stopped {name}", flush=True)


{"hold": hold, "seek": seek}[sys.argv[1]]()
