"""What `reach.py` and `tricks.py` share: attempts by name, system calls by name, and the one line that each attempt prints,
"stopped NAME" or "REACHED NAME: WHAT"."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

X86 = os.uname().machine == "x86_64"
# Numbers below 424 differ between machines: (x86_64, aarch64).
NUMBERS = {
    "acct": (163, 89), "add_key": (248, 217), "bpf": (321, 280), "capset": (126, 91), "chroot": (161, 51), "clock_settime": (227, 112),
    "clone": (56, 220), "execveat": (322, 281), "fanotify_init": (300, 262), "finit_module": (313, 273), "gettid": (186, 178),
    "init_module": (175, 105), "io_setup": (206, 0), "ioprio_set": (251, 30), "kcmp": (312, 272), "kexec_load": (246, 104), "keyctl": (250, 219),
    "linkat": (265, 37), "mbind": (237, 235), "memfd_create": (319, 279), "mknodat": (259, 33), "mount": (165, 40), "mq_open": (240, 180),
    "msgget": (68, 186), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "perf_event_open": (298, 241), "personality": (135, 92),
    "pivot_root": (155, 41), "prctl": (157, 167), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "ptrace": (101, 117),
    "quotactl": (179, 60), "reboot": (169, 142), "renameat2": (316, 276), "request_key": (249, 218), "rt_sigqueueinfo": (129, 138),
    "sched_setattr": (314, 274), "seccomp": (317, 277), "semget": (64, 190), "setgroups": (116, 159), "sethostname": (170, 161), "setns": (308, 268),
    "settimeofday": (164, 170), "setuid": (105, 146), "setxattr": (188, 5), "shmget": (29, 194), "swapon": (167, 224), "syslog": (103, 116),
    "tgkill": (234, 131), "umount2": (166, 39), "unshare": (272, 97), "userfaultfd": (323, 282), "vmsplice": (278, 75),
}
NUMBERS |= {
    name: (number, number)
    for name, number in {
        "pidfd_send_signal": 424, "io_uring_setup": 425, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fspick": 433, "pidfd_open": 434,
        "clone3": 435, "openat2": 437, "pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442, "quotactl_fd": 443,
        "landlock_create_ruleset": 444, "process_mrelease": 448, "cachestat": 451, "statmount": 457, "listmount": 458, "open_tree_attr": 467,
        "listns": 470,
    }.items()
}

attempts = []


def attempt(name, *cases):
    """Registers a function that raises OSError or returns a false value when it was stopped; with cases, once per case."""

    def register(function):
        for case in cases or ((),):
            case = case if isinstance(case, tuple) else (case,)
            attempts.append((" ".join([name, *map(str, case)]), lambda case=case: function(*case)))
        return function

    return register


def call(name, *arguments, offset=0):
    number = NUMBERS[name][0 if X86 else 1] + offset
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if isinstance(a, int) else a for a in arguments])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def in_child(function):
    """What a function finds in a process of its own, or how that process died."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            os.write(writing, str(function() or "").encode())
        except (OSError, ValueError):
            pass
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        found = pipe.read().decode()
    os.waitpid(child, 0)
    return found


def is_outside(directory):
    """Whether a directory lies outside of the sandbox's root: the slot's tree or the host's."""
    names = set(os.listdir(directory))
    return bool(names & {"lower", "dev0"}) or {"upper", "work"} <= names


def make_all():
    for name, function in attempts:
        try:
            reached = function()
        except (OSError, ValueError, OverflowError):
            reached = None
        print(f"REACHED {name}: {str(reached)[:200]}" if reached else f"stopped {name}", flush=True)
