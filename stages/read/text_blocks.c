/* text_blocks.c - line feeds do not change words, other places do (found for ICU 72 on 110,686 cuts); hence the rules
 * of the header. */
#include <stdlib.h>

#include "array.h"
#include "text_blocks.h"
#include "utf8.h"

void text_blocks_clear(struct text_blocks *blocks)
{
    blocks->start = blocks->end = blocks->lines = 0;
    blocks->offset = 0;
}

void text_blocks_free(struct text_blocks *blocks)
{
    free(blocks->buffer);
    *blocks = (struct text_blocks){0};
}

enum status text_blocks_add(struct text_blocks *blocks, struct span utf8, struct failure *failure)
{
    const size_t waiting = blocks->end - blocks->start;
    if (blocks->start > 0 && blocks->capacity - blocks->end < utf8.length) {
        memmove(blocks->buffer, blocks->buffer + blocks->start, waiting);
        blocks->lines -= blocks->start;
        blocks->start = 0;
        blocks->end = waiting;
    }
    if (array_reserve((void **)&blocks->buffer, &blocks->capacity, blocks->end + utf8.length, 1, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    if (utf8.length > 0) {
        memcpy(blocks->buffer + blocks->end, utf8.bytes, utf8.length);
    }
    blocks->end += utf8.length;
    return STATUS_OK;
}

struct span text_blocks_waiting(const struct text_blocks *blocks)
{
    return blocks->buffer == NULL ? (struct span){0}
                                  : (struct span){blocks->buffer + blocks->start, blocks->end - blocks->start};
}

/* Length of the part of a line above the limit that may be cut off. */
static size_t cut_of(struct span line)
{
    const char *const space = memrchr(line.bytes, ' ', TEXT_LINE_LIMIT);
    return space != NULL ? (size_t)(space - line.bytes) + 1 : utf8_floor(line, TEXT_LINE_LIMIT);
}

static bool give(struct text_blocks *blocks, size_t end, struct text *block)
{
    *block = (struct text){{blocks->buffer + blocks->start, end - blocks->start}, blocks->offset};
    blocks->offset += end - blocks->start;
    blocks->start = end;
    if (blocks->lines < end) {
        blocks->lines = end;
    }
    return true;
}

bool text_blocks_take(struct text_blocks *blocks, size_t block_bytes, bool last, struct text *block)
{
    if (blocks->end == blocks->start) {
        return false;
    }
    while (blocks->lines - blocks->start < block_bytes || blocks->lines == blocks->start) {
        const struct span rest = {blocks->buffer + blocks->lines, blocks->end - blocks->lines};
        const size_t looked_at = rest.length < TEXT_LINE_LIMIT ? rest.length : TEXT_LINE_LIMIT;
        const char *const feed = looked_at == 0 ? NULL : memchr(rest.bytes, '\n', looked_at);
        if (feed != NULL) {
            blocks->lines += (size_t)(feed - rest.bytes) + 1;
        } else if (rest.length > TEXT_LINE_LIMIT) {
            return give(blocks, blocks->lines + cut_of(rest), block);
        } else if (last) {
            return give(blocks, blocks->end, block);
        } else {
            return false;
        }
    }
    return give(blocks, blocks->lines, block);
}
