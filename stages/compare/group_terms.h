/* group_terms.h - the topic term report: the terms that weigh most in a document, a source, an event. */
#ifndef MIZAN_GROUP_TERMS_H
#define MIZAN_GROUP_TERMS_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "finding.h"
#include "matrix.h"
#include "stage.h"
#include "top_list.h"

struct tellings;

enum { TERMS_SHOWN = 20 };

/* Sums over the rows of one group, by column; one instance serves group after group. */
struct group_terms {
    const struct weighted *weighted;
    double *weights;
    uint64_t *counts;
    uint32_t *touched; /* columns that are not 0, in order of first appearance */
    size_t touched_count;
};

/* Rows of one source or event, in the order of the report. */
struct group_member {
    struct span name;
    size_t row;
};

enum status group_terms_open(struct group_terms *terms, const struct weighted *weighted,
                             struct failure *failure) MUST_CHECK;
void group_terms_close(struct group_terms *terms);

/*
 * Sums tf * idf before norms, and the counts, over the rows, and sorts the heaviest terms of `best->capacity` into
 * `best`: weight > 0, character n-grams left out, ties by column. terms->counts[column] holds until the next call.
 */
void group_terms_rank(struct group_terms *terms, const struct group_member *members, size_t member_count,
                      struct top_list *best);

/* The documents that have a source (GROUP_SOURCE) or an event (GROUP_EVENT), by the bytes of its name, then by row; for
 * GROUP_DOCUMENT all, by row alone. `members` has room for every document. Returns how many there are. */
size_t group_terms_members(const struct counts *counts, enum group_kind kind, struct group_member *members);

/* Emits FINDING_TERM for every document, then every source, then every event: the documents', or, `tellings` not NULL,
 * theirs. */
enum status group_terms_emit(const struct weighted *weighted, const struct tellings *tellings,
                             struct flow *flow) MUST_CHECK;

#endif
