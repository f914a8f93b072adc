/* summary_topics.h - the part of the summary that tells of topics. */
#ifndef MIZAN_SUMMARY_TOPICS_H
#define MIZAN_SUMMARY_TOPICS_H

#include <stddef.h>

#include "finding.h"
#include "screen.h"

enum { SUMMARY_TOPICS = 20, SUMMARY_TOPIC_TERMS = 10, SUMMARY_TOPIC_DOCUMENTS = 3 };

struct summary_topic {
    double share, coherence;
    size_t terms[SUMMARY_TOPIC_TERMS];
    size_t term_count;
    struct topic_document documents[SUMMARY_TOPIC_DOCUMENTS];
    size_t document_count;
};

/* The first of the topics; zero-initialized there are none. */
struct summary_topics {
    struct summary_topic items[SUMMARY_TOPICS];
    size_t total;
};

void summary_topics_add(struct summary_topics *topics, const struct topic_finding *topic);

/* A heading and two lines for each; nothing if there are none. */
void summary_topics_write(const struct summary_topics *topics, const struct counts *counts, struct screen *screen);

#endif
