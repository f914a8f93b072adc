/* form_choices.c - stemmers of their own beside the one in force: what --stem would have made of the word. */
#include "form_choices.h"

#include <stdlib.h>

#include "array.h"

struct form_choices {
    struct stemmers *stemmers[STEM_CHOICE_COUNT];
};

enum status form_choices_open(struct form_choices **choices, const char *protect, struct folder *folder,
                              struct failure *failure)
{
    static const enum stemmer kinds[STEM_CHOICE_COUNT] = {[STEM_CHOICE_AUTO] = STEMMER_AUTO,
                                                          [STEM_CHOICE_SNOWBALL] = STEMMER_SNOWBALL,
                                                          [STEM_CHOICE_NONE] = STEMMER_NONE};
    if (array_zeroed((void **)choices, 1, sizeof **choices, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < STEM_CHOICE_COUNT; i++) {
        if (stemmers_open(&(*choices)->stemmers[i], kinds[i], protect, folder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

void form_choices_close(struct form_choices *choices)
{
    if (choices == NULL) {
        return;
    }
    for (size_t i = 0; i < STEM_CHOICE_COUNT; i++) {
        stemmers_close(choices->stemmers[i]);
    }
    free(choices);
}

enum status form_choices_make(struct form_choices *choices, const struct language *language,
                              const struct stem_word *word, struct arena *arena, const struct span **terms,
                              struct failure *failure)
{
    void *memory;
    if (arena_take(arena, STEM_CHOICE_COUNT * sizeof **terms, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct span *const made = memory;
    for (size_t i = 0; i < STEM_CHOICE_COUNT; i++) {
        struct stem stem;
        if (stemmers_stem(choices->stemmers[i], language, word, &stem, failure) != STATUS_OK ||
            arena_copy(arena, stem.term, &made[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    *terms = made;
    return STATUS_OK;
}
