#ifndef WITNESSBOX_TEST_SUPPORT_H
#define WITNESSBOX_TEST_SUPPORT_H

/* A descriptor that becomes readable when the process ends (Linux 5.3); -1 when there is no such process. */
int test_open_process(int process);

/* Starts a program with its output on a pipe, whose reading end is put in `output`. Returns its pid, or -1. */
int test_spawn(char *const arguments[], int *output);

/* The same with a new terminal as all three streams, whose master is put in `master`. */
int test_spawn_on_terminal(char *const arguments[], int *master);

#endif
