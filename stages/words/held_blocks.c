/* held_blocks.c - all surfaces point into one copy of the text, as they do in a record of the tokenizer. */
#include "held_blocks.h"

#include <stdlib.h>

#include "array.h"

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

enum status held_blocks_add(struct held_blocks *blocks, const struct words *words, struct held_block **block,
                            struct failure *failure)
{
    struct held_block *held;
    const struct text *const text = &words->text;
    if (next_block(blocks, &held, failure) != STATUS_OK ||
        array_reserve((void **)&held->bytes, &held->byte_capacity, text->utf8.length, 1, failure) != STATUS_OK ||
        array_reserve((void **)&held->words, &held->word_capacity, words->count, sizeof(struct word), failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(held->bytes, text->utf8.bytes, text->utf8.length);
    held->text = (struct text){{held->bytes, text->utf8.length}, text->offset};
    for (size_t i = 0; i < words->count; i++) {
        held->words[i] = words->items[i];
        held->words[i].surface.bytes = held->bytes + (words->items[i].surface.bytes - text->utf8.bytes);
    }
    held->count = words->count;
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
    }
    free(blocks->items);
    *blocks = (struct held_blocks){0};
}
