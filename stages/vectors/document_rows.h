/* document_rows.h - which document stands in which row, no two of a role with one id. */
#ifndef MIZAN_DOCUMENT_ROWS_H
#define MIZAN_DOCUMENT_ROWS_H

#include "hash_index.h"
#include "stage.h"

/* Zero-initialized it is empty. */
struct document_rows {
    struct document **items; /* by row; the documents are borrowed, and outlive it */
    size_t count, capacity;
    size_t document_count;                     /* of them, the first; the others are queries */
    struct hash_index document_ids, query_ids; /* rows by id */
};

/* Files the document under its id, as the next row. FAILURE_DATA names both places of an id that is there twice;
 * FAILURE_INTERNAL: a document behind a query. */
enum status document_rows_add(struct document_rows *rows, struct document *document, struct flow *flow) MUST_CHECK;

/* Says that both have one id; returns STATUS_FAILED. */
enum status document_rows_fail_duplicate(struct flow *flow, const struct document *first,
                                         const struct document *second);

void document_rows_free(struct document_rows *rows);

#endif
