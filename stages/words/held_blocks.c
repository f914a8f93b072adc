/* held_blocks.c - all surfaces point into one copy of the text, as they do in a record of the tokenizer. */
#include "held_blocks.h"

#include <stdlib.h>

#include "array.h"

enum { MARGINS = 2 };

static enum status next_block(struct held_blocks *blocks, struct held_block **block, struct failure *failure)
{
    if (blocks->count == blocks->made) {
        if (array_reserve((void **)&blocks->items, &blocks->capacity, blocks->made + 1, sizeof **block, failure) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
        blocks->items[blocks->made++] = (struct held_block){0};
    }
    *block = &blocks->items[blocks->count];
    return STATUS_OK;
}

static enum status find_lines(struct held_block *held, struct failure *failure)
{
    held->line_count = 0;
    for (size_t next = 0; next < held->count;) {
        struct held_line line = {.first = next};
        if (array_reserve((void **)&held->lines, &held->line_capacity, held->line_count + 1, sizeof line, failure) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
        line.count = line_signs_find(held->words + next, held->count - next, &line.signs);
        held->lines[held->line_count++] = line;
        next += line.count;
    }
    return STATUS_OK;
}

enum status held_blocks_add(struct held_blocks *blocks, const struct words *words, struct held_block **block,
                            struct failure *failure)
{
    struct held_block *held;
    const struct text *const text = &words->text;
    if (next_block(blocks, &held, failure) != STATUS_OK ||
        array_reserve((void **)&held->bytes, &held->byte_capacity, text->utf8.length + MARGINS * LINE_SIGNS_MARGIN, 1,
                      failure) != STATUS_OK ||
        array_reserve((void **)&held->words, &held->word_capacity, words->count, sizeof(struct word), failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const bytes = held->bytes + LINE_SIGNS_MARGIN;
    memset(held->bytes, 0, LINE_SIGNS_MARGIN);
    memcpy(bytes, text->utf8.bytes, text->utf8.length);
    memset(bytes + text->utf8.length, 0, LINE_SIGNS_MARGIN);
    held->text = (struct text){{bytes, text->utf8.length}, text->offset};
    for (size_t i = 0; i < words->count; i++) {
        held->words[i] = words->items[i];
        held->words[i].surface.bytes = bytes + (words->items[i].surface.bytes - text->utf8.bytes);
    }
    held->count = words->count;
    held->signs = line_signs_of_text(held->text.utf8);
    if (find_lines(held, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    blocks->count++;
    *block = held;
    return STATUS_OK;
}

void held_blocks_clear(struct held_blocks *blocks)
{
    blocks->count = 0;
}

void held_blocks_free(struct held_blocks *blocks)
{
    for (size_t i = 0; i < blocks->made; i++) {
        free(blocks->items[i].bytes);
        free(blocks->items[i].words);
        free(blocks->items[i].lines);
    }
    free(blocks->items);
    *blocks = (struct held_blocks){0};
}
