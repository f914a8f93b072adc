/* date_meanings.c - most forms are nothing: they take a byte each, and only the others more. The bytes of all forms are
 * met in no order and lie beyond the nearest caches: each is asked for some words ahead. */
#include "date_meanings.h"

#include <stdlib.h>

#include "array.h"

enum { WORDS_AHEAD = 32 };

/* Makes room for what is to be known of the form with this number. */
static enum status reserve(struct date_meanings *meanings, uint32_t number, struct failure *failure)
{
    const size_t known = meanings->kind_capacity;
    if (array_reserve((void **)&meanings->kinds, &meanings->kind_capacity, (size_t)number + 1, sizeof *meanings->kinds,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memset(meanings->kinds + known, MEANING_UNKNOWN, meanings->kind_capacity - known);
    return STATUS_OK;
}

bool date_kind_may_start(enum date_kind kind)
{
    switch (kind) {
    case DATE_WORD_DIGITS:
    case DATE_WORD_CARDINAL:
    case DATE_WORD_ORDINAL:
    case DATE_WORD_MONTH:
    case DATE_WORD_HIJRI_MONTH:
    case DATE_WORD_MONTH_STEM:
    case DATE_WORD_YEAR:
    case DATE_WORD_ERA_NAME:
    case DATE_WORD_DECADE:
    case DATE_WORD_HAN:
        return true;
    default:
        return false;
    }
}

bool date_kind_may_be_mark(enum date_kind kind)
{
    return kind == DATE_WORD_SUFFIX || kind == DATE_WORD_YEAR_MARK || kind == DATE_WORD_HIJRI_MARK ||
           kind == DATE_WORD_DECADE_MARK;
}

static enum status learn(struct date_meanings *meanings, const struct date_words *table,
                         const struct language *language, enum script script, const struct form *form,
                         struct failure *failure)
{
    struct date_word word = date_words_find(table, language_of_word(language, script), script, form->normalized);
    if (word.needs_capital && (form->surface.bytes[0] < 'A' || form->surface.bytes[0] > 'Z')) {
        word = (struct date_word){0};
    }
    if (word.kind != DATE_WORD_NONE) {
        if (array_reserve((void **)&meanings->places, &meanings->place_capacity, (size_t)form->number + 1,
                          sizeof *meanings->places, failure) != STATUS_OK ||
            array_reserve((void **)&meanings->items, &meanings->capacity, meanings->count + 1, sizeof *meanings->items,
                          failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        meanings->places[form->number] = (uint32_t)meanings->count;
        meanings->items[meanings->count++] = (struct date_meaning){.word = word};
    }
    const bool decides = date_kind_may_start(word.kind) || date_kind_may_be_mark(word.kind) || word.is_number_only;
    meanings->kinds[form->number] =
        (uint8_t)((word.kind + 1U) | (word.is_number_only ? MEANING_NUMBER : 0U) | (decides ? MEANING_DECIDES : 0U));
    return STATUS_OK;
}

/* What is known of the form by now, MEANING_UNKNOWN if nothing. */
static inline uint8_t known_of(const struct date_meanings *meanings, const struct form *form)
{
    return form->number < meanings->kind_capacity ? meanings->kinds[form->number] : (uint8_t)MEANING_UNKNOWN;
}

enum status date_meanings_learn(struct date_meanings *meanings, const struct date_words *table,
                                const struct language *language, const struct terms *terms, uint8_t *kinds,
                                struct failure *failure)
{
    for (size_t i = 0; i < terms->count; i++) {
        const struct form *const form = terms->forms[i];
        if (i + WORDS_AHEAD < terms->count && terms->forms[i + WORDS_AHEAD]->number < meanings->kind_capacity) {
            __builtin_prefetch(&meanings->kinds[terms->forms[i + WORDS_AHEAD]->number]);
        }
        kinds[i] = known_of(meanings, form);
        if (kinds[i] != MEANING_UNKNOWN) {
            continue;
        }
        if ((form->number >= meanings->kind_capacity && reserve(meanings, form->number, failure) != STATUS_OK) ||
            learn(meanings, table, language, terms->words[i].script, form, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        kinds[i] = meanings->kinds[form->number];
    }
    return STATUS_OK;
}

const struct date_word *date_meanings_find(const struct date_meanings *meanings, const struct form *form)
{
    static const struct date_word none = {.kind = DATE_WORD_NONE};
    return meanings->kinds[form->number] == MEANING_NONE ? &none
                                                         : &meanings->items[meanings->places[form->number]].word;
}

enum status date_meanings_uncount(struct date_meanings *meanings, const struct form *form, enum form_class class,
                                  const struct form **uncounted, struct failure *failure)
{
    struct date_meaning *const meaning = &meanings->items[meanings->places[form->number]];
    if (meaning->uncounted == NULL) {
        void *memory;
        if (arena_take(&meanings->arena, sizeof *form, &memory, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        struct form *const made = memory;
        *made = *form;
        made->class = (uint8_t) class;
        made->has_more = false;
        made->channel = CHANNEL_WORD;
        made->term = (struct span){0};
        meaning->uncounted = made;
    }
    *uncounted = meaning->uncounted;
    return STATUS_OK;
}

void date_meanings_forget(struct date_meanings *meanings)
{
    free(meanings->items);
    free(meanings->places);
    free(meanings->kinds);
    *meanings = (struct date_meanings){.arena = meanings->arena};
}

void date_meanings_free(struct date_meanings *meanings)
{
    date_meanings_forget(meanings);
    arena_free(&meanings->arena);
    *meanings = (struct date_meanings){0};
}
