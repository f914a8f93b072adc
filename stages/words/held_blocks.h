/* held_blocks.h - words with their text, kept until it is known what to do with them. */
#ifndef MIZAN_HELD_BLOCKS_H
#define MIZAN_HELD_BLOCKS_H

#include "failure.h"
#include "line_signs.h"

/* One of its lines, at least one word long. */
struct held_line {
    size_t first, count; /* words */
    unsigned signs;      /* of its words: line_signs_find */
};

/* A copy of one record of words. Buffers are used again. */
struct held_block {
    struct text text;
    struct word *words;
    size_t count;
    unsigned signs; /* of its text: line_signs_of_text */
    struct held_line *lines;
    size_t line_count;
    char *bytes; /* of its text, with LINE_SIGNS_MARGIN zeros before and behind it */
    size_t word_capacity, byte_capacity, line_capacity;
};

/* Zero-initialized there are none. */
struct held_blocks {
    struct held_block *items;
    size_t count; /* that are held */
    size_t made, capacity;
};

/* Copies words whose surfaces lie in their text. *block is valid until the next call. */
enum status held_blocks_add(struct held_blocks *blocks, const struct words *words, struct held_block **block,
                            struct failure *failure) MUST_CHECK;

/* Gives their buffers free for others. */
void held_blocks_clear(struct held_blocks *blocks);
void held_blocks_free(struct held_blocks *blocks);

#endif
