/* similarity_long.h - similarity_long.csv: a row for each pair of documents, the form that R and pandas group and join.
 */
#ifndef MIZAN_SIMILARITY_LONG_H
#define MIZAN_SIMILARITY_LONG_H

#include "failure.h"
#include "finding.h"
#include "writer.h"

enum status similarity_long_begin(struct writer *writer, struct failure *failure) MUST_CHECK;

/* The pairs of a row of the square matrix with the documents behind it; an empty similarity stays empty. */
enum status similarity_long_add_row(struct writer *writer, const struct counts *counts,
                                    const struct similarity_row *row, struct failure *failure) MUST_CHECK;
enum status similarity_long_add_pair(struct writer *writer, const struct counts *counts,
                                     const struct similarity_pair *pair, struct failure *failure) MUST_CHECK;

#endif
