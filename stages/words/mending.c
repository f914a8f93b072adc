/* mending.c - the account of repairs; the evidence for each kind stands in the file of the kind. */
#include "mending.h"

#include <stdlib.h>

#include "array.h"

enum { LINES_A_CASE = 100 };

enum status mending_open(struct mending *mending, bool keeps_list, struct failure *failure)
{
    mending->keeps_list = keeps_list;
    return known_forms_open(&mending->forms, failure);
}

void mending_close(struct mending *mending)
{
    free(mending->list);
    mending->list = NULL;
    mending->list_capacity = 0;
    arena_free(&mending->list_arena);
    arena_free(&mending->arena);
    known_forms_close(&mending->forms);
}

void mending_begin(struct mending *mending)
{
    known_forms_forget(&mending->forms);
    arena_clear(&mending->arena);
    arena_clear(&mending->list_arena);
    mending->damage = (struct damage){0};
    memset(mending->counts, 0, sizeof mending->counts);
    mending->list_count = 0;
}

/* Good evidence comes by chance in one of 7,000 lines of clean text (word_halves.c): in a long document three do not
 * prove anything, one in a hundred lines does. */
bool mending_has_turned_lines(const struct mending *mending)
{
    const struct damage *const damage = &mending->damage;
    return damage->turned_lines >= DAMAGE_CASES_LEAST && LINES_A_CASE * damage->turned_lines >= damage->lines;
}

/* The damage spares no word of a text: lam and alef are hardly ever in order where it is. */
bool mending_has_swapped_ligatures(const struct mending *mending)
{
    return mending->damage.lam_alef >= DAMAGE_CASES_LEAST && mending->damage.lam_alef > mending->damage.sound_lam_alef;
}

bool mending_is_untouched(const struct mending *mending)
{
    for (size_t kind = 0; kind < REPAIR_COUNT; kind++) {
        if (mending->counts[kind] > 0) {
            return false;
        }
    }
    return true;
}

enum status mending_note(struct mending *mending, enum repair_kind kind, const struct word *word, struct span written,
                         struct failure *failure)
{
    mending->counts[kind]++;
    if (!mending->keeps_list) {
        return STATUS_OK;
    }
    struct repair repair = {kind, word->start, word->end, word->second_start, word->second_end, written, word->surface};
    if (array_reserve((void **)&mending->list, &mending->list_capacity, mending->list_count + 1, sizeof repair,
                      failure) != STATUS_OK ||
        arena_copy(&mending->list_arena, written, &repair.written, failure) != STATUS_OK ||
        arena_copy(&mending->list_arena, word->surface, &repair.mended, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    mending->list[mending->list_count++] = repair;
    return STATUS_OK;
}

enum status mending_join(struct mending *mending, struct span first, const char *between, struct span second,
                         struct span *joined, struct failure *failure)
{
    void *memory = NULL;
    const struct span middle = span_of(between);
    if (arena_take(&mending->arena, first.length + middle.length + second.length, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const bytes = memory;
    memcpy(bytes, first.bytes, first.length);
    if (middle.length > 0) {
        memcpy(bytes + first.length, middle.bytes, middle.length);
    }
    memcpy(bytes + first.length + middle.length, second.bytes, second.length);
    *joined = (struct span){bytes, first.length + middle.length + second.length};
    return STATUS_OK;
}
