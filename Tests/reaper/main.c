/*
 * reaper PROGRAM ARGUMENT...: runs a program and becomes the parent of whatever it leaves behind, however it ends. The program's pid is the
 * first line of output. Ends when no descendant is left, with the program's exit code, or 128 and the number of the signal that ended it.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argument_count, char **arguments) {
    if (argument_count < 2 || prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) return 125;
    pid_t program = fork();
    if (program == 0) {
        dprintf(STDOUT_FILENO, "%d\n", getpid());
        execv(arguments[1], arguments + 1);
        _exit(126);
    }
    int code = 125;
    for (;;) {
        int status;
        pid_t ended = wait(&status);
        if (ended < 0 && errno != EINTR) return code;
        if (ended == program) code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
}
