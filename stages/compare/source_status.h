/* source_status.h - in words why a cell of sources.csv is empty, or is to be taken with care. mizan(1) lists them. */
#ifndef MIZAN_SOURCE_STATUS_H
#define MIZAN_SOURCE_STATUS_H

#include <stddef.h>

#include "failure.h"

/* Zero-initialized it is empty. */
struct source_status {
    char text[256]; /* the longest line of reasons has about 150 bytes */
};

/* Adds a reason behind "; ". */
void source_status_add(struct source_status *status, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
