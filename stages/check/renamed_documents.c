/* renamed_documents.c - by CRC-32 and length of the decoded text: of several with the same text the first gone by id is
 * the first new. A text of no bytes tells nothing. */
#include <stdlib.h>

#include "array.h"
#include "comparison.h"

struct lone {
    struct span crc, bytes, id;
    enum side side;
    size_t row;
};

static int compare_texts(const struct lone *a, const struct lone *b)
{
    const int order = span_compare(a->crc, b->crc);
    return order != 0 ? order : span_compare(a->bytes, b->bytes);
}

static int compare_lone(const void *first, const void *second)
{
    const struct lone *const a = first, *const b = second;
    const int order = compare_texts(a, b);
    if (order != 0)
        return order;
    return a->side != b->side ? (a->side > b->side) - (a->side < b->side) : span_compare(a->id, b->id);
}

static struct span cell(const struct comparison *comparison, enum side side, size_t row, enum document_column column)
{
    return result_table_cell(&comparison->documents[side], row, column);
}

/* The documents with a text that only one side has. */
static size_t gather_lone(const struct comparison *comparison, struct lone *items)
{
    size_t count = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        const enum side here = (enum side)side, other = here == SIDE_AFTER ? SIDE_BEFORE : SIDE_AFTER;
        for (size_t row = 0; row < comparison->documents[here].row_count; row++) {
            const struct lone item = {.crc = cell(comparison, here, row, DOCUMENT_CRC),
                                      .bytes = cell(comparison, here, row, DOCUMENT_BYTES),
                                      .id = cell(comparison, here, row, DOCUMENT_ID),
                                      .side = here,
                                      .row = row};
            if (item.crc.length > 0 && !span_equal(item.bytes, span_of("0")) &&
                comparison_document(comparison, other, item.id) == SIZE_MAX)
                items[count++] = item;
        }
    }
    return count;
}

/* Of those with one text, the gone stand before the new. */
static void join(struct comparison *comparison, const struct lone *items, size_t count)
{
    for (size_t first = 0, end = 0; first < count; first = end) {
        size_t new = first;
        while (end < count && compare_texts(&items[first], &items[end]) == 0)
            end++;
        while (new < end && items[new].side == SIDE_BEFORE)
            new ++;
        for (size_t gone = first, came = new; gone < new &&came < end; gone++, came++) {
            comparison->renamed[SIDE_BEFORE][items[gone].row] = items[came].row;
            comparison->renamed[SIDE_AFTER][items[came].row] = items[gone].row;
        }
    }
}

enum status renamed_documents_find(struct comparison *comparison, struct failure *failure)
{
    void *lone = NULL;
    size_t rows = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        const size_t count = comparison->documents[side].row_count;
        void *items = NULL;
        if (array_zeroed(&items, count, sizeof(size_t), failure) != STATUS_OK)
            return STATUS_FAILED;
        comparison->renamed[side] = items;
        for (size_t row = 0; row < count; row++)
            comparison->renamed[side][row] = SIZE_MAX;
        rows += count;
    }
    if (array_zeroed(&lone, rows, sizeof(struct lone), failure) != STATUS_OK)
        return STATUS_FAILED;
    const size_t count = gather_lone(comparison, lone);
    if (count > 0)
        qsort(lone, count, sizeof(struct lone), compare_lone);
    join(comparison, lone, count);
    free(lone);
    return STATUS_OK;
}
