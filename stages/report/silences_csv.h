/* silences_csv.h - silences.csv: a row a term that most others on an event have and a source has not, or hardly. */
#ifndef MIZAN_SILENCES_CSV_H
#define MIZAN_SILENCES_CSV_H

#include "failure.h"
#include "finding.h"
#include "writer.h"

/* source,event,language,rank,term,form,kind,expected,found,words,other_count,other_sources,sources,other_documents,
 * documents,elsewhere,surprise,p,q,status */
enum status silences_csv_begin(struct writer *writer, struct failure *failure) MUST_CHECK;
enum status silences_csv_add(struct writer *writer, const struct counts *counts, const struct silence_finding *silence,
                             struct failure *failure) MUST_CHECK;

#endif
