/* form_choices.h - the term of a word under each stemmer that the grid of settings tries. */
#ifndef MIZAN_FORM_CHOICES_H
#define MIZAN_FORM_CHOICES_H

#include "arena.h"
#include "record.h"
#include "stemmers.h"

/* The terms by enum stem_choice, and the stem under `in_force`. All of it is in the arena, or in word->folded, which is
 * to last as long. */
enum status form_choices_make(struct stemmers *stemmers, enum stemmer in_force, const struct language *language,
                              const struct stem_word *word, struct arena *arena, const struct span **terms,
                              struct stem *stem, struct failure *failure) MUST_CHECK;

#endif
