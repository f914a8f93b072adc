/* documents_csv.h - documents.csv: a row a document, with what was declared, found and counted. */
#ifndef MIZAN_DOCUMENTS_CSV_H
#define MIZAN_DOCUMENTS_CSV_H

#include <stddef.h>

#include "failure.h"
#include "record.h"
#include "writer.h"

/*
 * Columns: document,source,event,language,date,title,encoding,bytes,segments,tokens,terms,warnings, own_bytes,script,
 * language_detected, the words left out by field (notes,appended,other_script,residue,repeated), those of
 * genre,published,translated_from that any document has, then the carried columns in order of first appearance; one
 * that has the name of a column before it is written with CARRIED_PREFIX. Rows in the order given.
 */
#define CARRIED_PREFIX "carried_"
enum status documents_csv_write(struct writer *writer, struct document *const *documents, size_t count,
                                struct failure *failure) MUST_CHECK;

/* The labels of a matrix' rows: document,source,event,language. With `segment_starts` (count + 1 of them) a row for
 * each segment, and its number in the document, from 1, in a column `segment`. */
enum status documents_csv_write_labels(struct writer *writer, struct document *const *documents, size_t count,
                                       const uint64_t *segment_starts, struct failure *failure) MUST_CHECK;

#endif
