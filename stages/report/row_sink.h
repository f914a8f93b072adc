/*
 * row_sink.h - where the rows of a table go beside its CSV, or in its place: the same fields, with their types.
 *
 * A struct of its own begins with one, and gets itself back in each call. The first row of a table is its header.
 */
#ifndef MIZAN_ROW_SINK_H
#define MIZAN_ROW_SINK_H

#include <stdbool.h>
#include <stdint.h>

#include "failure.h"
#include "span.h"

struct row_sink {
    void (*text)(struct row_sink *sink, struct span value);
    void (*integer)(struct row_sink *sink, uint64_t value);
    void (*number)(struct row_sink *sink, double value); /* NaN: empty */
    enum status (*end_row)(struct row_sink *sink, struct failure *failure);
    bool replaces; /* no CSV is written */
};

#endif
