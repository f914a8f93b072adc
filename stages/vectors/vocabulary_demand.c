/*
 * vocabulary_demand.c - the order is made beside what it orders, and is as large.
 *
 * Words have been learned by workers, who give that back when all documents are read; n-grams have not.
 */
#include "vocabulary_demand.h"

enum {
    ORDER_BYTES = 36,  /* of a term while it is put in order: its key and its number */
    LEARNED_BYTES = 80 /* of a form, at a worker's */
};

uint64_t vocabulary_demand_now(const struct vocabulary *vocabulary)
{
    return vocabulary->entry_count * (sizeof(struct vocabulary_term) + ORDER_BYTES) +
           vocabulary->form_count * sizeof(struct vocabulary_form);
}

struct spill_demand vocabulary_demand(const void *vocabulary, const struct spill_prospect *prospect)
{
    const struct vocabulary *const known = vocabulary;
    const double learned = (double)known->learned_count * LEARNED_BYTES;
    const double bytes = ((double)vocabulary_demand_now(known) - learned) * prospect->word_times;
    return (struct spill_demand){.bytes = bytes > 0 ? (uint64_t)bytes : 0};
}
