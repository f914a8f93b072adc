/* summary_notes.h - what the summary points out before its numbers are believed: texts that are nearly the same, and
 * lengths that are very unequal. */
#ifndef MIZAN_SUMMARY_NOTES_H
#define MIZAN_SUMMARY_NOTES_H

#include <stddef.h>
#include <stdint.h>

#include "finding.h"
#include "screen.h"

enum { NOTES_SHOWN_PAIRS = 5, NOTES_UNEQUAL_LENGTHS = 10 /* the longest is more than so many times the shortest */ };
/* A cosine from which on two texts are pointed out: with a fifth of the weight exchanged it is 0.8, with a tenth 0.9.
 */
#define NOTES_NEARLY_SAME 0.9

struct notes_pair {
    size_t a, b; /* rows, a < b */
    double cosine;
};

/* Zero-initialized it has nothing to say. */
struct summary_notes {
    struct notes_pair pairs[NOTES_SHOWN_PAIRS]; /* largest cosine first, then by row */
    size_t pair_count;
    size_t documents; /* that have such a neighbour */
    size_t last;      /* the last of these, + 1 */
};

/* Neighbours arrive as findings do: by document, then rank. */
void summary_notes_add(struct summary_notes *notes, const struct neighbour *neighbour);

/* A section of its own, or nothing. */
void summary_notes_write(const struct summary_notes *notes, const struct settings *settings,
                         const struct counts *counts, const struct journal *journal, struct screen *screen);

#endif
