/*
 * similarity_files.h - similarity.csv and similarity.npy, written row by row as the findings arrive, or similarity.mtx
 * with the pairs at or above a threshold.
 */
#ifndef MIZAN_SIMILARITY_FILES_H
#define MIZAN_SIMILARITY_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "failure.h"
#include "finding.h"
#include "matrix_market.h"
#include "results_folder.h"
#include "writer.h"

/* Zero-initialized nothing is open. */
struct similarity_files {
    struct document *const *documents;
    size_t document_count;
    struct writer csv, npy, pairs_writer;
    struct matrix_market_pairs pairs;
    bool has_rows; /* similarity.csv and similarity.npy were made */
};

/* similarity.mtx, for pairs; `comments` say the measure. */
enum status similarity_files_begin_pairs(struct similarity_files *files, const struct results_folder *folder,
                                         const struct counts *counts, const struct matrix_market_comments *comments,
                                         struct failure *failure) MUST_CHECK;
enum status similarity_files_add_pair(struct similarity_files *files, const struct similarity_pair *pair,
                                      struct failure *failure) MUST_CHECK;

/* similarity.csv and similarity.npy; the first row makes them. */
enum status similarity_files_add_row(struct similarity_files *files, const struct results_folder *folder,
                                     const struct counts *counts, const struct similarity_row *row,
                                     struct failure *failure) MUST_CHECK;

/* Ends and closes what is open. */
enum status similarity_files_end(struct similarity_files *files, struct failure *failure) MUST_CHECK;

/* Closes without ending. */
void similarity_files_discard(struct similarity_files *files);

#endif
