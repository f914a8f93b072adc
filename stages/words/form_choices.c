/* form_choices.c - what each --stem would have made of the word, the one in force among them: no word is stemmed twice
 * with the same rules. */
#include "form_choices.h"

static enum stem_choice choice_of(enum stemmer stemmer)
{
    return stemmer == STEMMER_NONE       ? STEM_CHOICE_NONE
           : stemmer == STEMMER_SNOWBALL ? STEM_CHOICE_SNOWBALL
                                         : STEM_CHOICE_AUTO; /* and light, which is the same */
}

enum status form_choices_make(struct stemmers *stemmers, enum stemmer in_force, const struct language *language,
                              const struct stem_word *word, struct arena *arena, const struct span **terms,
                              struct stem *stem, struct failure *failure)
{
    static const enum stemmer kinds[STEM_CHOICE_COUNT] = {[STEM_CHOICE_AUTO] = STEMMER_AUTO,
                                                          [STEM_CHOICE_SNOWBALL] = STEMMER_SNOWBALL,
                                                          [STEM_CHOICE_NONE] = STEMMER_NONE};
    struct stem stems[STEM_CHOICE_COUNT];
    void *memory;
    if (stemmers_stem_each(stemmers, language, word, kinds, STEM_CHOICE_COUNT, arena, stems, failure) != STATUS_OK ||
        arena_take(arena, STEM_CHOICE_COUNT * sizeof **terms, &memory, failure) != STATUS_OK)
        return STATUS_FAILED;
    struct span *const made = memory;
    for (size_t i = 0; i < STEM_CHOICE_COUNT; i++)
        made[i] = stems[i].term;
    *terms = made;
    *stem = stems[choice_of(in_force)];
    return STATUS_OK;
}
