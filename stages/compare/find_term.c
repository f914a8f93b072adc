/* find_term.c - by halving: the vocabulary is sorted by channel, then by bytes. */
#include "find_term.h"

#include <stdlib.h>

struct term_key {
    enum channel channel;
    struct span term;
};

static int compare_term(const void *a, const void *b)
{
    const struct term_key *const key = a;
    const struct vocabulary_term *const term = b;
    return key->channel != term->channel ? (key->channel > term->channel ? 1 : -1)
                                         : span_compare(key->term, term->term);
}

uint32_t find_term(const struct counts *counts, enum channel channel, struct span term)
{
    const struct term_key key = {channel, term};
    const struct vocabulary_term *const found =
        counts->term_count > 0 ? bsearch(&key, counts->terms, counts->term_count, sizeof *counts->terms, compare_term)
                               : NULL;
    return found != NULL ? (uint32_t)(found - counts->terms) + 1 : 0;
}
