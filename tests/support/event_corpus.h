/* event_corpus.h - a small matrix of sentences in which two events are told, for what sorts passages into events. */
#ifndef MIZAN_EVENT_CORPUS_H
#define MIZAN_EVENT_CORPUS_H

#include "settings.h"
#include "small_matrix.h"

/*
 * Three documents of six sentences of 75 words, so that a passage is two of them: "long" (source "post") tells of the
 * raid in its first half and of the vote in its second; "raid" (source "times") of the raid alone, in its sentences 0
 * and 1, and of nothing in the others; "none" (without a source) names both in its sentence 0 alone.
 *
 * Terms: words "t000" .. "t007" and the dates "date:--05-12", "date:1927-05-12", "year:1927". Word 0 and 1 are the
 * raid's, 2 and 3 the vote's, 4 to 7 nobody's; all count as terms of three documents. Events: the rows of ROLE_EVENT
 * "raid" (words 0 and 1, dates) and "vote" (words 2 and 3), and "void", which has nothing.
 */
enum {
    EVENT_DOCUMENTS = 3,
    EVENT_ROWS = 3,
    EVENT_SENTENCES = 6,
    EVENT_SENTENCE_WORDS = 75,
    EVENT_WORDS = 8,
    EVENT_COLUMNS = EVENT_WORDS + 3
};

struct event_corpus {
    struct small_matrix *matrix;
    struct settings settings; /* events "e.csv" */
    uint32_t *segment_counts; /* sentence by sentence, EVENT_COLUMNS each */
};

struct event_corpus *event_corpus_new(void);
void event_corpus_free(struct event_corpus *corpus);

#endif
