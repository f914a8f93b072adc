/*
 * text_blocks.h - decoded text in any pieces in, blocks that later stages get out.
 *
 * A block ends behind a line feed; a line above TEXT_LINE_LIMIT is cut behind the last space within each
 * TEXT_LINE_LIMIT bytes, counted from its start or the last cut, and between two characters if it has none there. Where
 * a line is cut depends on the text alone.
 */
#ifndef MIZAN_TEXT_BLOCKS_H
#define MIZAN_TEXT_BLOCKS_H

#include "failure.h"
#include "record.h"

/* Zero-initialized it is empty. */
struct text_blocks {
    char *buffer;
    size_t capacity, start, end; /* what waits is from start to end */
    size_t lines;                /* end of the last whole line that waits */
    uint64_t offset;             /* of start in the decoded text */
};

/* Empties it for another text; the buffer is kept. */
void text_blocks_clear(struct text_blocks *blocks);
void text_blocks_free(struct text_blocks *blocks);

/* Appends whole characters. */
enum status text_blocks_add(struct text_blocks *blocks, struct span utf8, struct failure *failure) MUST_CHECK;

/* What waits, valid until the next call. */
struct span text_blocks_waiting(const struct text_blocks *blocks);

/* Takes the next block of at least `block_bytes` (at the end of the text, or before a cut line, fewer), valid until the
 * next text_blocks_add. False: more text is needed, or, after the `last`, there is none. */
bool text_blocks_take(struct text_blocks *blocks, size_t block_bytes, bool last, struct text *block);

#endif
