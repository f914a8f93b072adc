/* line_pattern.h - an ICU regular expression, found within the lines of a text. */
#ifndef MIZAN_LINE_PATTERN_H
#define MIZAN_LINE_PATTERN_H

#include <stddef.h>

#include "failure.h"
#include "hit_window.h"
#include "record.h"

struct line_pattern; /* one per thread */

/* FAILURE_USAGE says what is wrong with the expression, and where. */
enum status line_pattern_open(struct line_pattern **pattern, const char *expression,
                              struct failure *failure) MUST_CHECK;
void line_pattern_close(struct line_pattern *pattern);

/*
 * The places in a block of whole lines, as hit_window_block wants them, valid until the next call; matches of nothing
 * are none. A line that costs the expression too much time or memory is a FAILURE_USAGE that names its place: how much
 * is counted in steps and not by the clock, so that it is the same on every machine.
 */
enum status line_pattern_find(struct line_pattern *pattern, const struct text *block, const struct hit_place **places,
                              size_t *count, struct failure *failure) MUST_CHECK;

#endif
