#ifndef WITNESSBOX_SANDBOX_WIRE_H
#define WITNESSBOX_SANDBOX_WIRE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * The messages between the orchestrator, a slot's zygote and a sandbox's pid 1: one fixed structure per packet of a
 * SOCK_SEQPACKET socket, followed by NUL-terminated strings where a comment says so, with descriptors as SCM_RIGHTS.
 * Both ends are always built from the same sources and run on the same machine, so there is no byte order and no version.
 */

/* The descriptor on which a zygote finds its control socket. */
#define SANDBOX_CONTROL_DESCRIPTOR 3
/* Longest packet, below the default socket buffer of Linux; longer arguments and environments are refused. */
#define SANDBOX_PACKET_BYTES (192 << 10)
/* Most descriptors in one packet. */
#define SANDBOX_PACKET_DESCRIPTORS 3
/* Most listening sockets that are opened in one sandbox for the host. */
#define SANDBOX_LISTENERS 16
/*
 * Host user and group id of every sandbox that root starts. It lies in a range that neither Debian nor systemd
 * gives out and below 65536, so that it exists inside containers with a short id map too.
 */
#define SANDBOX_HOST_ID 60606
#define SANDBOX_HOST_NAME "witnessbox"

enum sandbox_message_kind {
    /* To the zygote: start a sandbox; one descriptor, the session socket. struct sandbox_launch. */
    SANDBOX_LAUNCH = 1,
    /* From the zygote: its sandbox is gone, whole tree. struct sandbox_message. */
    SANDBOX_ENDED,
    /*
     * From the zygote or pid 1: ready for requests. Pid 1 adds a descriptor of its mount namespace: whoever lets go of that last waits
     * for the kernel, which is better done aside than by a sandbox that is to end. struct sandbox_message.
     */
    SANDBOX_READY,
    /* From either: a request failed. struct sandbox_failure. */
    SANDBOX_FAILED,
    /* To pid 1: run a command; descriptors: stdout, stderr and, if not empty, stdin. struct sandbox_execute. */
    SANDBOX_EXECUTE,
    /* From pid 1: the terminal of the command that is starting; one descriptor. struct sandbox_message. */
    SANDBOX_TERMINAL,
    /* From pid 1: the command and all its descendants are gone. struct sandbox_finished. */
    SANDBOX_FINISHED,
    /* To pid 1: end the running command; no answer of its own. struct sandbox_message. */
    SANDBOX_STOP,
    /* To pid 1: open for reading, or make and open for writing. struct sandbox_open. */
    SANDBOX_OPEN_FILE,
    SANDBOX_OPEN_DIRECTORY,
    SANDBOX_CREATE_FILE,
    /* From pid 1 or the zygote: one descriptor. struct sandbox_message. */
    SANDBOX_OPENED,
    /* To the zygote: open a listening socket in the network namespace of its live sandbox. struct sandbox_listen. */
    SANDBOX_LISTEN,
};

/* Why pid 1 ended a command, or none when it ended by itself. */
enum sandbox_cause {
    SANDBOX_CAUSE_NONE = 0,
    SANDBOX_CAUSE_STOPPED,
    SANDBOX_CAUSE_WALL,
    SANDBOX_CAUSE_CPU,
    SANDBOX_CAUSE_MEMORY,
    SANDBOX_CAUSE_SCRATCH,
    SANDBOX_CAUSE_PROCESSES,
    SANDBOX_CAUSE_OPEN_FILES,
    /* Not the guest's doing: the kernel killed for want of memory that no limit of this sandbox brought about. */
    SANDBOX_CAUSE_MACHINE_MEMORY,
};

struct sandbox_message {
    uint32_t kind;
};

/* Zero means no limit wherever a limit may be absent. */
struct sandbox_launch {
    uint32_t kind;
    uint32_t processes;
    uint64_t wall_milliseconds;
    uint64_t grace_milliseconds;
    uint64_t cpu_milliseconds;
    uint64_t memory_bytes;
    uint64_t open_files;
    uint64_t file_bytes;
    uint64_t scratch_bytes;
    uint64_t scratch_inodes;
    /* Whether commands may trace one another. */
    uint32_t may_trace;
    uint32_t padding;
};

struct sandbox_failure {
    uint32_t kind;
    int32_t error_number;
    char stage[32];
};

/* Followed by the working directory, then the arguments, then the environment as NAME=VALUE. */
struct sandbox_execute {
    uint32_t kind;
    uint32_t argument_count;
    uint32_t environment_count;
    uint32_t wants_terminal;
};

struct sandbox_finished {
    uint32_t kind;
    uint32_t cause;
    int32_t wait_status;
    uint32_t padding;
    uint64_t wall_microseconds;
    uint64_t cpu_microseconds;
    uint64_t peak_memory_bytes;
};

/* Followed by an absolute path; the mode counts for SANDBOX_CREATE_FILE alone. */
struct sandbox_open {
    uint32_t kind;
    uint32_t mode;
};

/* An IPv4 address in host byte order: a loopback one, or a link-local one, which the loopback interface is given for it. */
struct sandbox_listen {
    uint32_t kind;
    uint32_t address;
    uint16_t port;
    uint16_t backlog;
};

/*
 * Sends one packet: a structure, then `body_size` bytes, with descriptors. Never raises SIGPIPE.
 * Returns 0, or -1 with errno (EPIPE when the peer is gone, EMSGSIZE when the packet is too long).
 */
int sandbox_send(int socket, const void *head, size_t head_size, const void *body, size_t body_size, const int *descriptors, size_t descriptor_count);

/*
 * Receives one packet into `buffer` and its descriptors, close-on-exec, into `descriptors` (room for SANDBOX_PACKET_DESCRIPTORS).
 * Returns the length, 0 at the end of the conversation, or -1 with errno. No descriptor is left open on failure.
 */
ssize_t sandbox_receive(int socket, void *buffer, size_t size, int *descriptors, size_t *descriptor_count);

#endif
