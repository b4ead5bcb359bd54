/*
 * launch-command [SECONDS]: the least that a process can do. It ends at once, or after some seconds. Without a C library, whose start
 * costs a virtual machine more than a whole sandbox does: it asks the processor what it is, each question of which the host answers.
 */
#include <sys/syscall.h>
#include <time.h>

#if defined __x86_64__
__asm__(".globl _start\n_start: mov %rsp, %rdi\nandq $-16, %rsp\ncall begin\n");

static long call(long number, long first, long second) {
    long result;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(first), "S"(second) : "rcx", "r11", "memory");
    return result;
}
#elif defined __aarch64__
__asm__(".globl _start\n_start: mov x0, sp\nbl begin\n");

static long call(long number, long first, long second) {
    register long result __asm__("x0") = first;
    register long argument __asm__("x1") = second;
    register long which __asm__("x8") = number;
    __asm__ volatile("svc 0" : "+r"(result) : "r"(argument), "r"(which) : "memory");
    return result;
}
#endif

/* The stack as the kernel hands it over: the count of arguments, then the arguments. */
__attribute__((used, noreturn, no_stack_protector)) void begin(const long *stack) {
    /* Field by field: for a whole structure the compiler may call memset, which is nowhere. */
    struct timespec pause;
    pause.tv_sec = 0;
    pause.tv_nsec = 0;
    if (stack[0] > 1) {
        for (const char *digit = (const char *)stack[2]; *digit >= '0' && *digit <= '9'; digit++) pause.tv_sec = pause.tv_sec * 10 + (*digit - '0');
        call(SYS_nanosleep, (long)&pause, 0);
    }
    for (;;) call(SYS_exit_group, 0, 0);
}
