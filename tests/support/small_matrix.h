/* small_matrix.h - a weighted matrix for tests, written as a table of counts or drawn at random. */
#ifndef MIZAN_SMALL_MATRIX_H
#define MIZAN_SMALL_MATRIX_H

#include "matrix.h"

/* How the weights are made. `tf` NULL: the count itself; `idf` NULL: 1 for every term. */
struct small_scheme {
    double (*tf)(uint32_t count);
    const double *idf;
    bool normalized;
};

/* Everything is owned by it; a test may change terms and documents as it likes. */
struct small_matrix {
    struct counts counts;
    struct weighted weighted;
    struct vocabulary_term *terms; /* words "t000", "t001" ... without flags, of one form "T000" ... */
    struct document *documents;    /* "d0000" ..., without source and event, of 1,000 words each */
    struct small_scheme scheme;    /* idf is not looked at after small_matrix_new */
    double *idf, *weights, *lengths;
};

/* `counts` row by row, documents + queries rows of `columns`; fails the test where memory is refused. */
struct small_matrix *small_matrix_new(size_t documents, size_t queries, size_t columns, const uint32_t *counts,
                                      struct small_scheme scheme);

/* Documents of `words` draws among the columns, low columns much more often; every 50th is empty. idf falls with
 * frequency. */
struct small_matrix *small_matrix_random(size_t documents, size_t queries, size_t columns, size_t words, uint64_t seed);

/* Makes a column the year 1904: term "year:1904", channel date. */
void small_matrix_set_year(struct small_matrix *matrix, size_t column);

void small_matrix_free(struct small_matrix *matrix);

#endif
