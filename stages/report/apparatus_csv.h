/* apparatus_csv.h - apparatus.csv: a row for each run of words that are not of a text's body. */
#ifndef MIZAN_APPARATUS_CSV_H
#define MIZAN_APPARATUS_CSV_H

#include "failure.h"
#include "record.h"
#include "writer.h"

/* document,field,start,end,words,excerpt: documents in the order given, then by start; start and end are bytes of the
 * decoded text. The writer is open. */
enum status apparatus_csv_write(struct writer *writer, struct document *const *documents, size_t count,
                                struct failure *failure) MUST_CHECK;

#endif
