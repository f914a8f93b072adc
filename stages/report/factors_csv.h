/* factors_csv.h - factors.csv: what goes with event, source and language. */
#ifndef MIZAN_FACTORS_CSV_H
#define MIZAN_FACTORS_CSV_H

#include "failure.h"
#include "finding.h"
#include "writer.h"

enum status factors_csv_begin(struct writer *writer, struct failure *failure) MUST_CHECK;
enum status factors_csv_add(struct writer *writer, const struct factor_finding *factor,
                            struct failure *failure) MUST_CHECK;

#endif
