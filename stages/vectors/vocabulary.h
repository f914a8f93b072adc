/*
 * vocabulary.h - the terms of a corpus with their counts, document frequencies and surface forms.
 *
 * Terms are numbered as they come (a term of another channel is another term); vocabulary_arrange then prunes, orders
 * and renumbers them. Zero-initialized it is empty. Strings of terms and forms that have a number in their bag's
 * numbering are borrowed and last as long as the vocabulary and its arrangements; the others are copied.
 */
#ifndef MIZAN_VOCABULARY_H
#define MIZAN_VOCABULARY_H

#include "arena.h"
#include "failure.h"
#include "hash_index.h"
#include "matrix.h"
#include "settings.h"
#include "stage.h"

#define VOCABULARY_NONE UINT32_MAX

struct vocabulary_entry;
struct vocabulary_entry_form;

struct vocabulary {
    struct vocabulary_entry *entries;
    size_t entry_count, entry_capacity;
    struct vocabulary_entry_form *forms;
    size_t form_count, form_capacity;
    size_t learned_count; /* forms that have a number in their bag's numbering: whoever makes the bags keeps them */
    struct hash_index entry_index, form_index;
    struct arena strings;
};

/* The terms in their final order: by channel, then by bytes. Owned by the caller: vocabulary_arrangement_free. The
 * strings stay the vocabulary's. */
struct vocabulary_arrangement {
    struct vocabulary_term *terms;
    size_t term_count;
    struct vocabulary_form *forms;
    uint32_t *numbers; /* by the old number: the new one, or VOCABULARY_NONE for a term that is pruned */
};

/* The number of a term, or VOCABULARY_NONE. */
uint32_t vocabulary_find(const struct vocabulary *vocabulary, const struct bag_term *term);

/* Counts a term for one document: adds its count, one to its document frequency, its flags; keeps the largest
 * background. *number is the term's. */
enum status vocabulary_add(struct vocabulary *vocabulary, const struct bag_term *term, uint32_t *number,
                           struct failure *failure) MUST_CHECK;

/* The same for a term whose number is known. */
void vocabulary_count(struct vocabulary *vocabulary, uint32_t number, const struct bag_term *term);

/* Counts a surface form of a term of the vocabulary (that of the bag is not looked at); *number is the form's own. */
enum status vocabulary_add_form(struct vocabulary *vocabulary, uint32_t term, const struct bag_form *form,
                                uint32_t *number, struct failure *failure) MUST_CHECK;

/* The same for a form whose number is known. */
void vocabulary_count_form(struct vocabulary *vocabulary, uint32_t form, uint64_t count);

/* Ask for the memory that vocabulary_count and vocabulary_count_form are about to change; not for what the vocabulary
 * does not have. */
void vocabulary_prefetch(const struct vocabulary *vocabulary, uint32_t number);
void vocabulary_prefetch_form(const struct vocabulary *vocabulary, uint32_t form);

/* True if a term of that document frequency is kept: min <= frequency <= max, where a share stands for share *
 * documents, as scikit-learn compares it (a product of doubles, not rounded). */
bool vocabulary_keeps(struct frequency_bound min, struct frequency_bound max, uint64_t documents, uint32_t frequency);

/* Prunes, orders and renumbers, on all workers of the flow (NULL: on the caller's thread alone). The vocabulary itself
 * is unchanged. */
enum status vocabulary_arrange(const struct vocabulary *vocabulary, struct frequency_bound min,
                               struct frequency_bound max, uint64_t documents, struct flow *flow,
                               struct vocabulary_arrangement *arrangement, struct failure *failure) MUST_CHECK;

void vocabulary_arrangement_free(struct vocabulary_arrangement *arrangement);

/* Gives back all but the strings, which arrangements point to. */
void vocabulary_forget(struct vocabulary *vocabulary);

void vocabulary_free(struct vocabulary *vocabulary);

#endif
