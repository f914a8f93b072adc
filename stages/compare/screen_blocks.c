/*
 * screen_blocks.c - the first two blocks at once, then always the next while this one is looked at; or always two.
 *
 * To make a block of 2,048 documents takes some milliseconds, of which none can be shared; what looks at the first one
 * can only wait for it.
 */
#include "screen_blocks.h"

static bool is_made(const struct pair_screen *screen)
{
    return screen->kernel != NULL;
}

static bool has_next(const struct screen_blocks *blocks)
{
    return blocks->first + SCREEN_DOCUMENTS < blocks->document_count;
}

size_t screen_blocks_at_hand(const struct screen_blocks *blocks)
{
    const size_t left = (blocks->document_count - blocks->first + SCREEN_DOCUMENTS - 1) / SCREEN_DOCUMENTS;
    return blocks->is_in_twos && left % 2 == 0 ? 2 : 1;
}

static enum status make(const struct screen_blocks *blocks, struct pair_screen *screen, size_t first,
                        struct failure *failure)
{
    const size_t rest = blocks->document_count - first;
    return pair_screen_open(screen, blocks->kernel, blocks->is_fine, blocks->measure, first,
                            rest < SCREEN_DOCUMENTS ? rest : SCREEN_DOCUMENTS, failure);
}

/* Task 0: the block at hand; 1: the one behind it. */
static enum status make_one_of_two(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    struct screen_blocks *const blocks = context;
    return index == 0 ? make(blocks, &blocks->current, blocks->first, failure)
                      : screen_blocks_make_next(blocks, failure);
}

enum status screen_blocks_begin(struct screen_blocks *blocks, size_t first, struct flow *flow)
{
    blocks->first = first;
    if (is_made(&blocks->next)) {
        blocks->current = blocks->next;
        blocks->next = (struct pair_screen){0};
        return STATUS_OK;
    }
    const bool makes_two =
        blocks->is_in_twos ? screen_blocks_at_hand(blocks) == 2 : blocks->worker_count > 1 && has_next(blocks);
    return flow_parallel(flow, makes_two ? 2 : 1, make_one_of_two, blocks);
}

bool screen_blocks_wants_next(const struct screen_blocks *blocks)
{
    return blocks->worker_count > 1 && !blocks->is_in_twos && has_next(blocks) && !is_made(&blocks->next);
}

enum status screen_blocks_make_next(struct screen_blocks *blocks, struct failure *failure)
{
    return make(blocks, &blocks->next, blocks->first + SCREEN_DOCUMENTS, failure);
}

void screen_blocks_end(struct screen_blocks *blocks)
{
    if (screen_blocks_at_hand(blocks) == 2) {
        pair_screen_close(&blocks->next);
    }
    pair_screen_close(&blocks->current);
}

void screen_blocks_close(struct screen_blocks *blocks)
{
    pair_screen_close(&blocks->current);
    pair_screen_close(&blocks->next);
}
