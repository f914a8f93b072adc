/* form_choices.h - the term of a word under each stemmer that the grid of settings tries. */
#ifndef MIZAN_FORM_CHOICES_H
#define MIZAN_FORM_CHOICES_H

#include "arena.h"
#include "stemmers.h"
#include "record.h"

struct form_choices; /* one per thread */

enum status form_choices_open(struct form_choices **choices, const char *protect, struct folder *folder,
                              struct failure *failure) MUST_CHECK;
void form_choices_close(struct form_choices *choices);

/* The terms by enum stem_choice, in the arena. */
enum status form_choices_make(struct form_choices *choices, const struct language *language,
                              const struct stem_word *word, struct arena *arena, const struct span **terms,
                              struct failure *failure) MUST_CHECK;

#endif
