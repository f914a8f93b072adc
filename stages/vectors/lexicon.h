/*
 * lexicon.h - what one worker has learnt of surface forms: which term each is, and which character n-grams it has.
 *
 * Learnt at a form's first appearance in the run and kept, so that documents are counted by number and no string is
 * hashed twice. It holds facts of forms alone, none of documents, so it cannot carry anything from one document to
 * another. Strings are the forms' own, which outlive it. Zero-initialized it is empty.
 */
#ifndef MIZAN_LEXICON_H
#define MIZAN_LEXICON_H

#include "failure.h"
#include "hash_index.h"
#include "record.h"

/* `epoch` and `local` are their reader's: which document it was last in, and its number there; 0 in what is new. */
struct lexicon_term {
    const char *bytes;
    uint32_t length;
    uint32_t epoch, local;
    enum channel channel;
};

/* A form as its stage numbers it; two of them may be the same surface and term. */
struct lexicon_slot {
    uint32_t number; /* dense from 0 over words and dates; LEXICON_UNKNOWN: not learnt yet */
    uint32_t term;   /* index into terms */
    uint32_t epoch, local;
};
#define LEXICON_UNKNOWN UINT32_MAX

struct lexicon {
    unsigned characters; /* length of character n-grams, 0: none; set by the owner */
    /* By form number: of words, and of dates, which are numbered for themselves. */
    struct lexicon_slots {
        struct lexicon_slot *items;
        size_t capacity;
    } slots[2];
    uint32_t form_count; /* learnt, words and dates */
    struct lexicon_term *terms;
    size_t term_count, term_capacity;
    uint32_t *grams; /* terms of channel character, form by form */
    size_t gram_count, gram_capacity;
    uint64_t *gram_ends; /* by number of the form; empty without characters */
    size_t gram_ends_capacity;
    struct hash_index term_index;
};

/* Learns a form of class FORM_TERM or FORM_DATE whose slot is not there or LEXICON_UNKNOWN. */
enum status lexicon_learn(struct lexicon *lexicon, const struct form *form, struct failure *failure) MUST_CHECK;

/* The slot of a form, learnt if it is new. */
static inline enum status lexicon_find(struct lexicon *lexicon, const struct form *form, struct lexicon_slot **slot,
                                       struct failure *failure)
{
    struct lexicon_slots *const slots = &lexicon->slots[form->class == FORM_DATE];
    if ((form->number >= slots->capacity || slots->items[form->number].number == LEXICON_UNKNOWN) &&
        lexicon_learn(lexicon, form, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *slot = &slots->items[form->number];
    return STATUS_OK;
}

/* The character n-grams of a form that was learnt: grams[*first] up to grams[end], which is returned. */
static inline size_t lexicon_grams(const struct lexicon *lexicon, const struct lexicon_slot *slot, size_t *first)
{
    *first = slot->number == 0 || lexicon->characters == 0 ? 0 : (size_t)lexicon->gram_ends[slot->number - 1];
    return lexicon->characters == 0 ? 0 : (size_t)lexicon->gram_ends[slot->number];
}

/* Asks for where the term of a form that is to be learnt would be. */
void lexicon_expect(const struct lexicon *lexicon, const struct form *form);

/* Asks for what lexicon_find is about to read, and, once that is there, for what is read of a form that is new in its
 * document: of class FORM_TERM, as others have no term or are few. Inlined by force: gcc holds a function that only
 * prefetches to have no effect, and drops its calls. */
static inline __attribute__((always_inline)) void lexicon_prefetch_slot(const struct lexicon *lexicon,
                                                                        const struct form *form)
{
    const struct lexicon_slots *const slots = &lexicon->slots[0];
    if (form->class == FORM_TERM && form->number < slots->capacity) {
        __builtin_prefetch(&slots->items[form->number]);
    }
}
static inline __attribute__((always_inline)) void lexicon_prefetch_form(const struct lexicon *lexicon,
                                                                        const struct form *form, uint32_t epoch)
{
    const struct lexicon_slots *const slots = &lexicon->slots[0];
    if (form->class != FORM_TERM) {
        return;
    }
    if (form->number >= slots->capacity || slots->items[form->number].number == LEXICON_UNKNOWN) {
        lexicon_expect(lexicon, form);
    } else if (slots->items[form->number].epoch != epoch) {
        __builtin_prefetch(&lexicon->terms[slots->items[form->number].term]);
        __builtin_prefetch(&form->surface.length); /* its class was looked at; the surface may lie on the next line */
    }
}

/* Sets every epoch to 0. */
void lexicon_void(struct lexicon *lexicon);

void lexicon_free(struct lexicon *lexicon);

#endif
