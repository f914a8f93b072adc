/* robustness_csv.h - robustness.csv: a row for each ordered statement. The writer is open. */
#ifndef MIZAN_ROBUSTNESS_CSV_H
#define MIZAN_ROBUSTNESS_CSV_H

#include "failure.h"
#include "finding.h"
#include "writer.h"

/* kind,event,a,b,c,d,statement,holds,settings,share,fails_in,status */
enum status robustness_csv_begin(struct writer *writer, struct failure *failure) MUST_CHECK;
enum status robustness_csv_add(struct writer *writer, const struct statement_finding *statement,
                               struct failure *failure) MUST_CHECK;

/* One row that says why there is no grid: `reason` is a clause. */
enum status robustness_csv_missing(struct writer *writer, const char *reason, struct failure *failure) MUST_CHECK;

#endif
