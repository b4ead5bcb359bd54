#ifndef WITNESSBOX_OOM_H
#define WITNESSBOX_OOM_H

/* The kernel's measure, up to 1000, of who is to be killed first where memory runs out. */
#define OOM_SCORE_OF_HELPERS "500"
#define OOM_SCORE_OF_GUESTS "1000"

/* Opens this process's own score for set_oom_score; needs the slot's /proc. */
int open_oom_score(void);

/* Gives this process, and those that it forks from now on, a score. */
void set_oom_score(const char *score);

#endif
