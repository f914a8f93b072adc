/* vocabulary_demand.h - what a vocabulary takes when it is put in order. */
#ifndef MIZAN_VOCABULARY_DEMAND_H
#define MIZAN_VOCABULARY_DEMAND_H

#include "spill.h"
#include "vocabulary.h"

/* Bytes that vocabulary_arrange takes beside the vocabulary, as it is. */
uint64_t vocabulary_demand_now(const struct vocabulary *vocabulary);

/* A spill_foresight on a struct vocabulary: the same when there are as many words as expected, less what workers give
 * back before. */
struct spill_demand vocabulary_demand(const void *vocabulary, const struct spill_prospect *prospect);

#endif
