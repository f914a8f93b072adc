/*
 * matrix_market.c - the number of entries stands before the entries. For pairs it is unknown until the end: the line of
 * sizes is written with room for any count, padded with blanks (the format allows one or more between numbers), and
 * patched.
 */
#include "matrix_market.h"

#include <string.h>

#include "number.h"

enum { COUNT_WIDTH = 20 }; /* digits of the largest 64-bit integer */

/* Returns the bytes written. */
static uint64_t write_header(struct writer *writer, const char *kind, const struct matrix_market_comments *comments)
{
    static const char start[] = "%%MatrixMarket matrix coordinate ";
    writer_text(writer, start);
    writer_text(writer, kind);
    writer_byte(writer, '\n');
    uint64_t bytes = sizeof start - 1 + strlen(kind) + 1;
    for (size_t i = 0; i < sizeof comments->lines / sizeof comments->lines[0] && comments->lines[i] != NULL; i++) {
        writer_text(writer, "% ");
        for (const char *at = comments->lines[i]; *at != '\0'; at++, bytes++)
            writer_byte(writer, *at == '\n' || *at == '\r' ? ' ' : *at);
        writer_byte(writer, '\n');
        bytes += 3;
    }
    return bytes;
}

static void write_sizes(struct writer *writer, uint64_t rows, uint64_t columns, uint64_t entries)
{
    writer_integer(writer, rows);
    writer_byte(writer, ' ');
    writer_integer(writer, columns);
    writer_byte(writer, ' ');
    writer_integer(writer, entries);
    writer_byte(writer, '\n');
}

static void write_place(struct writer *writer, uint64_t row, uint64_t column)
{
    writer_integer(writer, row + 1);
    writer_byte(writer, ' ');
    writer_integer(writer, column + 1);
    writer_byte(writer, ' ');
}

enum status matrix_market_write_weights(struct writer *writer, const struct weighted *weighted, size_t row_count,
                                        const struct matrix_market_comments *comments, struct failure *failure)
{
    const struct count_rows *const rows = &weighted->counts->rows;
    uint64_t entries = 0;
    for (uint64_t i = rows->starts[0]; i < rows->starts[row_count]; i++)
        entries += weighted->weights[i] != 0;
    (void)write_header(writer, "real general", comments);
    write_sizes(writer, row_count, weighted->counts->term_count, entries);
    for (size_t row = 0; row < row_count; row++) {
        for (uint64_t i = rows->starts[row]; i < rows->starts[row + 1]; i++) {
            if (weighted->weights[i] == 0)
                continue;
            write_place(writer, row, rows->columns[i]);
            writer_number(writer, weighted->weights[i]);
            writer_byte(writer, '\n');
        }
        if (writer_check(writer, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return writer_check(writer, failure);
}

enum status matrix_market_write_counts(struct writer *writer, const struct count_rows *rows, size_t row_count,
                                       size_t column_count, const struct matrix_market_comments *comments,
                                       struct failure *failure)
{
    const uint64_t first = row_count > 0 ? rows->starts[0] : 0;
    const uint64_t last = row_count > 0 ? rows->starts[row_count] : 0;
    (void)write_header(writer, "integer general", comments);
    write_sizes(writer, row_count, column_count, last - first);
    for (size_t row = 0; row < row_count; row++) {
        for (uint64_t i = rows->starts[row]; i < rows->starts[row + 1]; i++) {
            write_place(writer, row, rows->columns[i]);
            writer_integer(writer, rows->counts[i]);
            writer_byte(writer, '\n');
        }
        if (writer_check(writer, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return writer_check(writer, failure);
}

enum status matrix_market_begin_pairs(struct matrix_market_pairs *pairs, size_t size,
                                      const struct matrix_market_comments *comments, struct failure *failure)
{
    pairs->size = size;
    pairs->count = 0;
    pairs->sizes_offset = write_header(pairs->writer, "real symmetric", comments);
    writer_integer(pairs->writer, size);
    writer_byte(pairs->writer, ' ');
    writer_integer(pairs->writer, size);
    for (unsigned i = 0; i <= COUNT_WIDTH; i++)
        writer_byte(pairs->writer, ' ');
    writer_byte(pairs->writer, '\n');
    return writer_check(pairs->writer, failure);
}

enum status matrix_market_add_pair(struct matrix_market_pairs *pairs, size_t row, size_t column, double value,
                                   struct failure *failure)
{
    const bool is_below = row >= column;
    write_place(pairs->writer, is_below ? row : column, is_below ? column : row);
    writer_number(pairs->writer, value);
    writer_byte(pairs->writer, '\n');
    pairs->count++;
    return writer_check(pairs->writer, failure);
}

enum status matrix_market_end_pairs(struct matrix_market_pairs *pairs, struct failure *failure)
{
    char count[NUMBER_BYTES];
    char padded[COUNT_WIDTH];
    char size[NUMBER_BYTES];
    const size_t count_length = number_write_integer(pairs->count, count);
    const size_t size_length = number_write_integer(pairs->size, size);
    memset(padded, ' ', sizeof padded);
    memcpy(padded + COUNT_WIDTH - count_length, count, count_length);
    const uint64_t offset = pairs->sizes_offset + 2 * size_length + 2;
    return writer_patch(pairs->writer, offset, (struct span){padded, sizeof padded}, failure);
}
