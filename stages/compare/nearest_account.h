/* nearest_account.h - what carries the similarity of two documents. */
#ifndef MIZAN_NEAREST_ACCOUNT_H
#define MIZAN_NEAREST_ACCOUNT_H

#include <stddef.h>

#include "failure.h"
#include "finding.h"
#include "similarity.h"

/* A term that both documents hold, and its part of their similarity, 0 to 1. */
struct term_share {
    size_t column;
    double share;
};

/* Room for one row without its names. */
struct nearest_room {
    uint32_t *columns, *counts;
    double *values;
};

/* Room for the account of one pair after another. Borrows the measure. */
struct nearest_account {
    const struct similarity_measure *measure;
    struct term_share *shares;    /* as many as the longest row has terms */
    size_t *years;                /* likewise */
    struct nearest_room rooms[2]; /* likewise */
    size_t terms[NEAREST_SHOWN_TERMS];
};

enum status nearest_account_open(struct nearest_account *account, const struct similarity_measure *measure,
                                 struct failure *failure) MUST_CHECK;
void nearest_account_close(struct nearest_account *account);

/* All shared terms of two rows, columns ascending, into account->shares; returns how many. Their shares add up to 1, or
 * are all 0 if the similarity is 0. */
size_t nearest_account_shares(struct nearest_account *account, size_t a, size_t b);

/* The measure computed as if no term were flagged TERM_STATE_NAME: they are left out of the product and of both sizes.
 * NaN if nothing is left of one of the rows. */
double nearest_account_without_names(const struct nearest_account *account, size_t a, size_t b);

/* Fills a, b, similarity, names_share, without_names, terms (words and n-grams of a share above 0), years and
 * `uncertain`; what it points to is valid until the next call. Leaves margin and mutual as they are. */
void nearest_account_fill(struct nearest_account *account, size_t a, size_t b, struct nearest_finding *finding);

#endif
