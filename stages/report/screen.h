/* screen.h - standard output for people: how wide it is, whether headings may be bold. */
#ifndef MIZAN_SCREEN_H
#define MIZAN_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "span.h"
#include "writer.h"

enum { SCREEN_WIDTH = 80 /* where there is no terminal */ };

/* Tests set width and is_bold themselves around a writer of their own. */
struct screen {
    struct writer writer;
    size_t width; /* columns */
    bool is_bold; /* headings: on a terminal, unless NO_COLOR */
};

/* Standard output. On a terminal its width is COLUMNS or what the terminal says. */
enum status screen_open(struct screen *screen, struct failure *failure) MUST_CHECK;
enum status screen_close(struct screen *screen, struct failure *failure) MUST_CHECK;
void screen_discard(struct screen *screen);

/* A line of its own, after an empty one. */
void screen_heading(struct screen *screen, const char *text);

void screen_spaces(struct screen *screen, size_t count);
void screen_grouped(struct screen *screen, uint64_t value); /* 1234567 as 1,234,567 */
void screen_fixed(struct screen *screen, double value, unsigned decimals);
void screen_count(struct screen *screen, uint64_t count, const char *one,
                  const char *many); /* "1 document", "2 documents" */

#endif
