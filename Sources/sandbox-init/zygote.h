#ifndef WITNESSBOX_ZYGOTE_H
#define WITNESSBOX_ZYGOTE_H

/* Starts sandboxes, one at a time, as the control socket asks, until its peer is gone. Returns the exit code. */
int serve_zygote(int control);

#endif
