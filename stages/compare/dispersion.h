/* dispersion.h - how evenly a term is spread over documents. */
#ifndef MIZAN_DISPERSION_H
#define MIZAN_DISPERSION_H

#include <stddef.h>
#include <stdint.h>

/* A document: how often it has the term, and its words. */
struct dispersion_part {
    uint64_t count, words;
};

/* Normalized deviation of proportions: 0 as even as the lengths of the documents, 1 all in the shortest one. NaN with
 * fewer than two documents that have words, and for a term that is in none. */
double dispersion_deviation(const struct dispersion_part *parts, size_t count);

#endif
