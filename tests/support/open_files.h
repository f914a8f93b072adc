/* open_files.h - how many files the process has open, to see that what was taken is given back. */
#ifndef MIZAN_OPEN_FILES_H
#define MIZAN_OPEN_FILES_H

#include <stddef.h>

/* Of the first 1,024 descriptors. */
size_t open_files(void);

#endif
