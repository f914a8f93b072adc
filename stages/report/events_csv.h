/* events_csv.h - the table of FINDING_PASSAGE: what of which text is about which event. */
#ifndef MIZAN_EVENTS_CSV_H
#define MIZAN_EVENTS_CSV_H

#include "finding.h"
#include "writer.h"

enum status events_csv_begin(struct writer *writer, struct failure *failure) MUST_CHECK;
enum status events_csv_add(struct writer *writer, const struct counts *counts, const struct passage_finding *passage,
                           struct failure *failure) MUST_CHECK;

#endif
