/*
 * sources_csv.h - sources.csv, a row a finding, and sources_matrix.csv, the wide form of what it says over all events.
 */
#ifndef MIZAN_SOURCES_CSV_H
#define MIZAN_SOURCES_CSV_H

#include "failure.h"
#include "finding.h"
#include "results_folder.h"
#include "writer.h"

/* Zero-initialized it is closed. */
struct sources_csv {
    struct writer rows;
    const struct span *names; /* of the sources; NULL until a finding over all events has come */
    size_t count;
    double *similarities; /* count * count, the upper half; NaN where there is none */
};

/* More sources have no wide form: nobody reads so many columns. */
enum { SOURCES_MATRIX_MOST = 2000 };

enum status sources_csv_begin(struct sources_csv *sources, struct results_folder *folder,
                              struct failure *failure) MUST_CHECK;
enum status sources_csv_add(struct sources_csv *sources, const struct counts *counts,
                            const struct source_finding *finding, struct failure *failure) MUST_CHECK;

/* Ends sources.csv and writes sources_matrix.csv: `source`, then a column a source; the diagonal is empty. */
enum status sources_csv_end(struct sources_csv *sources, struct results_folder *folder,
                            struct failure *failure) MUST_CHECK;

/* Also from a half-made state. */
void sources_csv_discard(struct sources_csv *sources);

#endif
