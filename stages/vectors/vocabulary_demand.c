/*
 * vocabulary_demand.c - the order is made beside what it orders, and is as large.
 *
 * Forms of words have been learned by workers, who give that back when all documents are read.
 */
#include "vocabulary_demand.h"

enum {
    ORDER_BYTES = 36, /* of a term while it is put in order: its key and its number */
    /* Of a form, what its worker gives back; where the vocabulary borrows what the worker knows of it (measured). */
    LEARNED_BYTES = 130,
    BORROWED_BYTES = 50
};

uint64_t vocabulary_demand_now(const struct vocabulary *vocabulary)
{
    return vocabulary->entry_count * (sizeof(struct vocabulary_term) + ORDER_BYTES) +
           vocabulary->form_count * sizeof(struct vocabulary_form);
}

/* So many, after as many times as `now` in `later`. */
static uint64_t grown(uint64_t count, uint64_t now, uint64_t later)
{
    return now > 0 ? (uint64_t)((double)count * ((double)later / (double)now)) : count;
}

struct spill_demand vocabulary_demand(const void *vocabulary, const struct spill_prospect *prospect)
{
    const struct vocabulary *const known = vocabulary;
    const struct vocabulary later = {
        .entry_count = grown(known->entry_count, prospect->now.terms, prospect->words.terms),
        .form_count = grown(known->form_count, prospect->now.forms, prospect->words.forms)};
    const uint64_t bytes = vocabulary_demand_now(&later);
    const uint64_t returned = prospect->words.learned * (known->learned_count > 0 ? BORROWED_BYTES : LEARNED_BYTES);
    return (struct spill_demand){.bytes = bytes > returned ? bytes - returned : 0};
}
