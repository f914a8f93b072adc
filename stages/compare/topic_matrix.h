/* topic_matrix.h - passages by terms: what topics are found in. */
#ifndef MIZAN_TOPIC_MATRIX_H
#define MIZAN_TOPIC_MATRIX_H

#include "matrix.h"
#include "passages.h"
#include "sparse_matrix.h"

struct topic_matrix {
    struct sparse_matrix rows;    /* passages x terms */
    struct sparse_matrix columns; /* its transpose */
    uint32_t *terms;              /* by column: the vocabulary's column, ascending */
};

/*
 * Words and dates that stand in at least two passages and have an idf above 0: count in the passage * idf, each row
 * brought to length 1. A passage without such a term is a row without entries.
 */
enum status topic_matrix_open(struct topic_matrix *matrix, const struct weighted *weighted,
                              const struct passages *passages, struct failure *failure) MUST_CHECK;
void topic_matrix_close(struct topic_matrix *matrix);

#endif
