/* date_meanings.h - what each form may be in a date: asked once for a form, looked up by its number after that. */
#ifndef MIZAN_DATE_MEANINGS_H
#define MIZAN_DATE_MEANINGS_H

#include "arena.h"
#include "date_words.h"

/* Zero-initialized nothing is known. */
struct date_meanings {
    struct arena arena; /* of forms that are no terms any more */
    uint8_t *kinds;     /* by number of the form: MEANING_UNKNOWN until it is asked, else as date_meanings_learn says */
    size_t kind_capacity;
    uint32_t *places; /* by number of a form that is something in a date: where in items */
    size_t place_capacity;
    struct date_meaning {
        struct date_word word;
        const struct form *uncounted; /* the same, no term any more; NULL until it is wanted */
    } * items;
    size_t count, capacity;
};

enum { MEANING_UNKNOWN = 0, MEANING_NONE = DATE_WORD_NONE + 1, MEANING_NUMBER = 0x40, MEANING_DECIDES = 0x80 };

/* The kind that `kinds` has for a word. */
static inline enum date_kind meaning_kind(uint8_t kind)
{
    return (enum date_kind)((kind & ~(MEANING_NUMBER | MEANING_DECIDES)) - 1);
}

/* Asks the table for the forms of those words that are not known yet; the language is that of the document. `kinds`, by
 * word: enum date_kind + 1, with MEANING_NUMBER where the word is_number_only, and MEANING_DECIDES where a date may
 * start or what the word is depends on its neighbours: any other stays as it is unless a date that started before takes
 * it up. */
enum status date_meanings_learn(struct date_meanings *meanings, const struct date_words *table,
                                const struct language *language, const struct terms *terms, uint8_t *kinds,
                                struct failure *failure) MUST_CHECK;

/* May a date start with a word of this kind? */
bool date_kind_may_start(enum date_kind kind);

/* May it be a mark that belongs to a number in digits right before it, and then is no term? */
bool date_kind_may_be_mark(enum date_kind kind);

/* What a form that was learned is, of kind DATE_WORD_NONE if nothing. Valid until more is learned. */
const struct date_word *date_meanings_find(const struct date_meanings *meanings, const struct form *form);

/* A form that is something, as a number or stop word, which is no term: the same one each time. */
enum status date_meanings_uncount(struct date_meanings *meanings, const struct form *form, enum form_class class,
                                  const struct form **uncounted, struct failure *failure) MUST_CHECK;

/* Gives back what is known of forms; those that date_meanings_uncount made stay until date_meanings_free. */
void date_meanings_forget(struct date_meanings *meanings);
void date_meanings_free(struct date_meanings *meanings);

#endif
