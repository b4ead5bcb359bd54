#ifndef WITNESSBOX_FILES_H
#define WITNESSBOX_FILES_H

/*
 * Descriptors for the host, opened in here so that every link resolves in the sandbox's own root, and only on the
 * sandbox's own layer: never through /proc or /dev, never a pipe or a device, never waiting.
 * Each returns a descriptor, or -1 with the failure recorded. Paths are absolute.
 */
int open_file(const char *path);
int open_directory(const char *path);

/* Empties the file, or makes it, with missing parents of mode 0755, and gives it the mode. */
int create_file(char *path, unsigned mode);

#endif
