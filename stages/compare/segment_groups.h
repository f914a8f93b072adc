/*
 * segment_groups.h - a telling cut into runs of whole sentences, for intervals and for texts cut to one length.
 */
#ifndef MIZAN_SEGMENT_GROUPS_H
#define MIZAN_SEGMENT_GROUPS_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "tellings.h"

enum { GROUP_WORDS = 40 /* MEASURES */ };

/* Zero-initialized it is empty. Group g is the segments[starts[g]] .. segments[starts[g + 1] - 1], of words[g] counted
 * words. */
struct segment_groups {
    struct spill *spill; /* of the counts: the arrays are of it where they are long */
    uint64_t *segments;  /* rows of counts->segments in reading order, document by document */
    size_t *starts;
    uint64_t *words;
    size_t segment_count, count;
};

/* Runs of at least `words` words, as many as there are; what is left over at the end joins the last, or is one alone.
 * None where segments are not kept. Free it also after a failure. */
enum status segment_groups_make(struct segment_groups *groups, const struct tellings *tellings, size_t telling,
                                uint64_t words, struct failure *failure) MUST_CHECK;
void segment_groups_free(struct segment_groups *groups);

/* How many groups that would be. */
size_t segment_groups_count(const struct tellings *tellings, size_t telling, uint64_t words);

/* The group's rows of `rows`, counts->segments or counts->segment_leads, are added to `sums`, by column. */
void segment_groups_add(const struct segment_groups *groups, const struct count_rows *rows, size_t group,
                        uint32_t *sums);

#endif
