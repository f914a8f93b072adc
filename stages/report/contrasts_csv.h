/* contrasts_csv.h - contrasts.csv: a row a term by which a source differs from the others. */
#ifndef MIZAN_CONTRASTS_CSV_H
#define MIZAN_CONTRASTS_CSV_H

#include "failure.h"
#include "finding.h"
#include "writer.h"

/* source,event,language,direction,rank,term,form,kind,count,words,rate,documents,other_count,other_words,other_rate,
 * other_documents,g2,g2_four_cell,log_ratio,prior,log_odds,z,events,held,event_log_odds,mantel_haenszel,low,high,
 * dispersion,relabellings,p,q,status. Rates are per 1,000 words; event_log_odds are separated by spaces, in the order
 * of the events' names, - where an event says nothing. */
enum status contrasts_csv_begin(struct writer *writer, struct failure *failure) MUST_CHECK;
enum status contrasts_csv_add(struct writer *writer, const struct counts *counts,
                              const struct contrast_finding *contrast, struct failure *failure) MUST_CHECK;

#endif
