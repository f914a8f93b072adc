/* told_corpus.h - events told by sources, sentence by sentence, for tests of what sources.csv says. */
#ifndef MIZAN_TOLD_CORPUS_H
#define MIZAN_TOLD_CORPUS_H

#include "small_matrix.h"
#include "tellings.h"

enum { TOLD_COLUMNS = 60, TOLD_SEGMENT_WORDS = 50 };

/*
 * Document e * sources + s tells event "e00" + e for source "s0" + s in English, in `segments` sentences of
 * TOLD_SEGMENT_WORDS words. Of these one in two is of the event's own ten columns (columns 20 + 10 (e mod 4) on), the
 * others of columns 0 .. 19; all drawn from `seed`.
 */
struct told_corpus {
    struct small_matrix *matrix;
    struct tellings tellings;
    size_t segments;          /* of each document */
    uint32_t *segment_counts; /* segment by segment, TOLD_COLUMNS each */
};

struct told_corpus *told_corpus_new(size_t events, size_t sources, size_t segments, uint64_t seed);
void told_corpus_free(struct told_corpus *told);

/* The corrected similarity of two rows of TOLD_COLUMNS counts, idf 1, written down from MEASURES. */
double told_similarity(const uint32_t *a, const uint32_t *b);

#endif
