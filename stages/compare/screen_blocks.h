/* screen_blocks.h - the documents in blocks, each with its screen, made by several workers without one waiting. */
#ifndef MIZAN_SCREEN_BLOCKS_H
#define MIZAN_SCREEN_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "pair_screen.h"
#include "stage.h"

enum { SCREEN_BLOCKS_AT_HAND = 2 };

/* Blocks of SCREEN_DOCUMENTS of the first `document_count` rows of the measure. The caller sets the first six fields;
 * else zero-initialized, it is closed. */
struct screen_blocks {
    const struct similarity_measure *measure;
    const struct screen_kernel *kernel;
    size_t document_count;
    unsigned worker_count;
    bool is_fine;    /* as in pair_screen_open; to be changed only between two passes over the blocks */
    bool is_in_twos; /* two blocks are at hand each time, at first one if their number is odd; likewise */

    size_t first;               /* document of the block at hand */
    struct pair_screen current; /* of the block at hand */
    struct pair_screen next;    /* of the block behind it, where it is made already or at hand, too */
};

/* Puts the block that begins at document `first` at hand, in twos the one behind it, too: 0, then each time
 * SCREEN_DOCUMENTS more for each block that was at hand, and those ended. Made on flow's workers where it is not there
 * yet; of several workers a second one makes the block behind it meanwhile, except where one is at hand in twos. */
enum status screen_blocks_begin(struct screen_blocks *blocks, size_t first, struct flow *flow) MUST_CHECK;

/* How many blocks are at hand: 1 or, in twos, 2. */
size_t screen_blocks_at_hand(const struct screen_blocks *blocks);

/* True if the block behind that at hand is still to be made, and one of several workers may do it while the others look
 * at the block at hand: screen_blocks_make_next. With one worker never: two blocks would be in memory for nothing; in
 * twos never. */
bool screen_blocks_wants_next(const struct screen_blocks *blocks);
enum status screen_blocks_make_next(struct screen_blocks *blocks, struct failure *failure) MUST_CHECK;

/* What is at hand is no longer needed. */
void screen_blocks_end(struct screen_blocks *blocks);

/* Closes what a pass that failed has left. */
void screen_blocks_close(struct screen_blocks *blocks);

#endif
