/* told_matrix.h - a small matrix whose documents tell events, for what compares sources. */
#ifndef MIZAN_TOLD_MATRIX_H
#define MIZAN_TOLD_MATRIX_H

#include "frames.h"
#include "small_matrix.h"
#include "tellings.h"

/* Who tells what, of how many words; an empty language is none. */
struct told_document {
    const char *event, *source, *language;
    uint64_t words;
};

struct told_matrix {
    struct small_matrix *matrix;
    struct tellings tellings;
    struct frames frames;
};

/* As small_matrix_new with a weight for each count; the last `dates` columns are dates. */
void told_matrix_make(struct told_matrix *told, const struct told_document *documents, size_t count, size_t columns,
                      size_t dates, const uint32_t *counts);
void told_matrix_free(struct told_matrix *told);

#endif
