/*
 * name_pairs.h - names of states that are several words ("Soviet Union", "United States"): which terms stand side by
 * side in one.
 */
#ifndef MIZAN_NAME_PAIRS_H
#define MIZAN_NAME_PAIRS_H

#include "failure.h"
#include "fold.h"
#include "language.h"
#include "stemmers.h"

struct name_pairs; /* what was learnt of the table; one per thread */

enum status name_pairs_open(struct name_pairs **pairs, struct failure *failure) MUST_CHECK;
void name_pairs_close(struct name_pairs *pairs);

/*
 * Bit i of *firsts: the term is the first word of pair i of its language; of *seconds: its second. Both 0 for a term of
 * no name. A term and the one behind it are a name if firsts of the one and seconds of the other have a bit in common.
 * The language's pairs are stemmed with `stemmers` when it is first asked for; what these and `folder` gave before is
 * void then.
 */
enum status name_pairs_find(struct name_pairs *pairs, const struct language *language, struct span term,
                            struct stemmers *stemmers, struct folder *folder, uint64_t *firsts, uint64_t *seconds,
                            struct failure *failure) MUST_CHECK;

/* Row i of the table, from 0: its language and words; false past the last. */
struct name_pair {
    const char *language, *first, *second;
};
bool name_pairs_row(size_t i, struct name_pair *pair);

#endif
