/* topics.h - what the passages of a corpus are about: topics, their terms, documents and coherence. */
#ifndef MIZAN_TOPICS_H
#define MIZAN_TOPICS_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "matrix.h"
#include "passages.h"
#include "stage.h"
#include "topic_matrix.h"

enum { TOPIC_PASSAGES_LEAST = 100, PASSAGES_OF_A_TOPIC = 20 };

/* Zero-initialized it is closed. */
struct topics {
    const struct weighted *weighted;
    size_t wanted;
    struct passages passages;
    struct topic_matrix matrix;
};

/*
 * Cuts the documents into passages of PASSAGE_WORDS. FAILURE_USAGE unless there are TOPIC_PASSAGES_LEAST of them, and
 * PASSAGES_OF_A_TOPIC, and a term that passages share, for each topic. wanted >= 1; the counts have sequences.
 */
enum status topics_open(struct topics *topics, const struct weighted *weighted, size_t wanted,
                        struct failure *failure) MUST_CHECK;
void topics_close(struct topics *topics);

/* Bytes that topics_emit will take at the most; a few kilobytes where there are none. */
uint64_t topics_bytes(const struct topics *topics);

/* Finds the topics; emits FINDING_TERM (GROUP_TOPIC) for each topic's terms, then FINDING_TOPIC for each, the strongest
 * first. Warns if fewer were found than wanted. */
enum status topics_emit(struct topics *topics, struct flow *flow) MUST_CHECK;

#endif
