/* contrast_rows.h - what is told of the terms that were chosen: by document and by event. */
#ifndef MIZAN_CONTRAST_ROWS_H
#define MIZAN_CONTRAST_ROWS_H

#include "dispersion.h"
#include "finding.h"
#include "keyness.h"
#include "sides.h"

/* As many terms are looked up in one pass over the documents. */
enum { CONTRAST_ROWS = 64 };

struct contrast_rows {
    const struct tellings *tellings;
    uint32_t *row_of;                    /* by column: row + 1, or 0 */
    struct keyness_table *tables;        /* CONTRAST_ROWS x events */
    struct dispersion_part *parts;       /* CONTRAST_ROWS x units, those of the source first */
    double *event_log_odds;              /* events: of the row filled last */
    uint64_t *documents_a, *documents_b; /* by row */
    size_t units_a, units_b;             /* parts of each side */
};

enum status contrast_rows_open(struct contrast_rows *rows, const struct tellings *tellings,
                               struct failure *failure) MUST_CHECK;
void contrast_rows_close(struct contrast_rows *rows);

/* Looks up `count` <= CONTRAST_ROWS columns. */
void contrast_rows_gather(struct contrast_rows *rows, const struct comparison *comparison, const uint32_t *columns,
                          size_t count);

/* Fills documents, other_documents and dispersion, and for SIDES_ALL what is said of the events. is_more is set. What
 * it points to is valid until the next call. */
void contrast_rows_fill(struct contrast_rows *rows, const struct comparison *comparison, size_t row,
                        struct contrast_finding *finding);

#endif
