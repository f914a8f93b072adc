/* repairs_csv.h - what the stage repair did: repairs.csv, and its numbers. */
#ifndef MIZAN_REPAIRS_CSV_H
#define MIZAN_REPAIRS_CSV_H

#include <stddef.h>

#include "failure.h"
#include "record.h"
#include "writer.h"

/* Repairs of all kinds that were made in a document. */
uint64_t repairs_csv_count(const struct document *document);

/* document,kind,start,end,second_start,second_end,written,mended: a row for each repair that is listed, in the order of
 * the documents and, in each, of reading. The second places are empty for words in one piece. */
enum status repairs_csv_write(struct writer *writer, struct document *const *documents, size_t count,
                              struct failure *failure) MUST_CHECK;

#endif
