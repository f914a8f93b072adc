/* bag_rows.h - a document's bag as the next row of counts, and of what of them stands in the lead. */
#ifndef MIZAN_BAG_ROWS_H
#define MIZAN_BAG_ROWS_H

#include "failure.h"
#include "record.h"
#include "row_store.h"

/*
 * Adds a row to `rows`: the bag's term t is column numbers[t], or left out if that is VOCABULARY_NONE. Where rows are
 * ROWS_PLAIN a row of the same number is added to `leads`, unless that is NULL; else the leads are packed with the
 * counts.
 */
enum status bag_rows_add(struct row_store *rows, struct row_store *leads, const struct bag *bag,
                         const uint32_t *numbers, struct failure *failure) MUST_CHECK;

#endif
