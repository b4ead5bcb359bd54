/* The parts of libarchive that Archive uses; its macros with casts, which Swift cannot import, are replaced by those of <sys/stat.h>. */
#include <archive.h>
#include <archive_entry.h>

/* Linux 2.6.39 and later; <unistd.h> declares it only under _GNU_SOURCE, which Swift's importer does not define. */
extern int syncfs(int descriptor);
