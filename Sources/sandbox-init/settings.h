#ifndef WITNESSBOX_SETTINGS_H
#define WITNESSBOX_SETTINGS_H

/* Writes a text to a file of /proc. Returns 0, or -1 with errno. */
int write_setting(const char *path, const char *text);

/* The same for a setting that some kernels lack and whose absence costs comfort only. */
void set_if_present(const char *path, const char *text);

#endif
