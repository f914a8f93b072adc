/* check_sample.h - what mizan check found, by hand: a similarity that left its interval, and names that mean harm. */
#ifndef MIZAN_CHECK_SAMPLE_H
#define MIZAN_CHECK_SAMPLE_H

#include "check.h"
#include "writer.h"

/*
 * Causes: the input texts/a.txt (2 changes), the code (1). Changes: sources post and globe on war .5 [.4, .6] -> .75;
 * terms of "<script>alert(1)</script>\n::error::x\x1b[31m" lose "=cmd"; the nearest to "x" was "\u202Ey", is "z, 100%".
 * One idle cause: option top. Lasting.
 */
extern const struct check_account check_sample;

/* Nothing differs: 3 cells were compared. */
extern const struct check_account check_sample_same;

/* What `write` makes of an account; static. */
const char *check_sample_written(const struct check_account *account,
                                 enum status (*write)(struct writer *, const struct check_account *, struct failure *));

#endif
