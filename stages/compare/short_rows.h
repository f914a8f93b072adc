/*
 * short_rows.h - the rows of the corrected similarity in one or two bytes a term beside its column, instead of eight:
 * what a row's values are made of. For `nearest` over many documents, where the values would be most of the memory.
 */
#ifndef MIZAN_SHORT_ROWS_H
#define MIZAN_SHORT_ROWS_H

#include "matrix.h"
#include "stage.h"

/* Zero-initialized there are none. */
struct short_rows {
    struct corrected_row *rows; /* by row */
    uint8_t *bytes;             /* by entry of counts->rows: the sums; NULL where one of them is larger than a byte, */
    uint16_t *halves;           /* and they stand here */
    size_t longest;             /* terms of a row */
    bool has_zeros;             /* a value is 0 */
    double least, greatest;     /* of the others; least is infinite where there is none */
};

/* Shortens all rows, on all workers. *fits is false, with nothing done, where a sum may be larger than two bytes. Close
 * it also after a failure. */
enum status short_rows_open(struct short_rows *short_rows, const struct weighted *weighted, bool *fits,
                            struct flow *flow) MUST_CHECK;
void short_rows_close(struct short_rows *short_rows, const struct weighted *weighted);

/* The values of a row, at these columns of it, to the bit those of weighted->correct_row. Any number of threads may
 * ask. */
void short_rows_restore(const struct short_rows *short_rows, const struct weighted *weighted, size_t row,
                        const uint32_t *columns, double *values);

/* The row is about to be asked for. */
void short_rows_prefetch(const struct short_rows *short_rows, const struct weighted *weighted, size_t row);

/* Room for a part of a row: `longest` of each. */
struct short_room {
    double *values;
    uint32_t *columns;
    uint16_t *sums;
};
enum status short_room_open(struct short_room *room, const struct short_rows *short_rows,
                            struct failure *failure) MUST_CHECK;
void short_room_close(struct short_room *room);

/* The dot product of a row with one that is spread out by column: the same additions as over all of its values but for
 * those of 0. */
double short_rows_product(const struct short_rows *short_rows, const struct weighted *weighted, size_t row,
                          const double *spread, const struct short_room *room);

#endif
