/* pair_index.h - what pair_block and pair_screen have in common: documents by column, and which columns are dense. */
#ifndef MIZAN_PAIR_INDEX_H
#define MIZAN_PAIR_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "similarity.h"

#define NOT_DENSE UINT32_MAX
enum { PAIR_INDEX_DENSE_MOST = 1 << 16 };

/* Documents first .. first + count - 1 of the measure's rows. A column that most of them have is dense and has no
 * postings; another is a list of them. What is as large as the rows lies in the spill of their counts (NULL: none).
 * Zero-initialized it is closed. */
struct pair_index {
    struct spill *spill;
    size_t first, count;
    uint32_t dense_count;
    uint32_t *dense_number; /* by column: NOT_DENSE or which of the dense ones */
    uint32_t *starts;       /* by column, and one more: its postings; none if the column is dense */
    uint16_t *documents;    /* by posting: document - first; ascending once they are filled in. NULL where they are not
                               taken */
    uint32_t *next;         /* by column: the posting to fill in next, for who fills the index alone */
};

/* Counts the postings of `count` rows from `first`, at most 65,536. Dense is a column that one in `dense_share`
 * documents has, and no few. Postings are left to be filled in, row by row; then `next` may be freed. */
enum status pair_index_open(struct pair_index *index, const struct similarity_measure *measure, size_t first,
                            size_t count, size_t dense_share, struct failure *failure) MUST_CHECK;
void pair_index_close(struct pair_index *index);

/* Room for `documents` of an index over so many columns. After a failure the index is still to be closed. */
enum status pair_index_take_documents(struct pair_index *index, size_t columns, struct failure *failure) MUST_CHECK;

/* Of the postings of a column the first of a document at or behind `from`; starts[column + 1] if there is none. */
size_t pair_index_skip(const struct pair_index *index, uint32_t column, size_t from);

#endif
