#ifndef WITNESSBOX_SANDBOX_GUEST_H
#define WITNESSBOX_SANDBOX_GUEST_H

/* Makes every system call of a table once and prints "NAME ERRNO" for each, 0 for success. */
int report_calls(int argument_count, char **arguments);

/* Makes every system call there may be, each in a process of its own, and prints "NUMBER ERRNO", or "NUMBER gone" if it did not return. */
int sweep_calls(int argument_count, char **arguments);

/* Makes a system call of another architecture, past the rules for this one. */
int call_foreign(int argument_count, char **arguments);

/* Traces a child of its own, reads its memory, and prints what became of it; then tries the same with pid 1. */
int trace_child(int argument_count, char **arguments);

/* Tries the known ways out of a root directory and prints what it could open. */
int try_escapes(int argument_count, char **arguments);

/* memory BYTES, hidden-memory BYTES, mapped-memory BYTES: touches that much, private, private and unreadable for others, or shared, and waits. shared-memory BYTES CHILDREN: shares it, unchanged, with children until pid 1 has looked a few times, then succeeds. */
int hold_memory(int argument_count, char **arguments);
int hide_memory(int argument_count, char **arguments);
int map_memory(int argument_count, char **arguments);
int share_memory(int argument_count, char **arguments);

/* spin [MILLISECONDS]: uses CPU time for ever, or so much of it. forgotten-spins MILLISECONDS: has children use so much each, for ever, and has their end ignored. */
int spin(int argument_count, char **arguments);
int forget_spins(int argument_count, char **arguments);

/* binary BYTES: writes bytes of every value. */
int write_binary(int argument_count, char **arguments);

/* Prints the number of each open descriptor. */
int list_descriptors(int argument_count, char **arguments);

/* Ignores SIGTERM and waits. */
int ignore_term(int argument_count, char **arguments);

/* Leaves descriptors unread in sockets until the kernel takes no more from this user, says so and waits. */
int send_descriptors(int argument_count, char **arguments);

/* Makes as many processes as it can, for ever. */
int fork_bomb(int argument_count, char **arguments);

/* Takes names that are the kernel's rather than a file system's, says so and waits; and says which of a neighbour's it can reach. */
int hold_names(int argument_count, char **arguments);
int seek_names(int argument_count, char **arguments);

/* Prints the real, effective and saved user. */
int tell_user(int argument_count, char **arguments);
/* fork COUNT, threads COUNT: makes so many that live all at once and end together; fails when one is refused. */
int fork_many(int argument_count, char **arguments);
int make_threads(int argument_count, char **arguments);

/* fork-until-refused CODE: makes children until one is refused, lets all end and exits with the code. */
int fork_until_refused(int argument_count, char **arguments);

/* uncollected COUNT: leaves so many children uncollected, then succeeds. */
int leave_uncollected(int argument_count, char **arguments);

/* Waits, uninterruptibly but for being killed, for a child of vfork that never ends. */
int wait_for_vfork(int argument_count, char **arguments);

/* Opens files until none more can be had, says so and waits. */
int open_many(int argument_count, char **arguments);

/* zombies COUNT: leaves children to pid 1 that end at once. */
int leave_zombies(int argument_count, char **arguments);

#endif
