/* mended_line.h - one line of text, and the mending that a kind of repair does in it. */
#ifndef MIZAN_MENDED_LINE_H
#define MIZAN_MENDED_LINE_H

#include "line_sample.h"
#include "mending.h"

/* The test's process has one; fresh after mended_line_open. */
struct mended_line {
    struct mending mending;
    struct line_sample sample;
    struct failure failure;
};
extern struct mended_line mended;

/* For .init and .fini of a suite. */
void mended_line_open(void);
void mended_line_close(void);

/* The words of the text, which must outlive the line. */
struct line *mended_line_make(const char *text);

/* As line_sample_show. */
const char *mended_line_show(void);

#endif
