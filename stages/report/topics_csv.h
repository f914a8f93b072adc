/* topics_csv.h - topics.csv: a row for each document that holds a topic. The writer is open. */
#ifndef MIZAN_TOPICS_CSV_H
#define MIZAN_TOPICS_CSV_H

#include "failure.h"
#include "finding.h"
#include "writer.h"

/* topic,share,coherence,passages,rank,document,share_of_document,share_of_topic; the first four are the topic's and
 * stand in each of its rows. */
enum status topics_csv_begin(struct writer *writer, struct failure *failure) MUST_CHECK;
enum status topics_csv_add(struct writer *writer, const struct counts *counts, const struct topic_finding *topic,
                           struct failure *failure) MUST_CHECK;

#endif
