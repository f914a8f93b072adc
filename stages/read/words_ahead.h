/* words_ahead.h - how many different words there are in the first documents of a corpus and in all of it, counted
 * without keeping one. */
#ifndef MIZAN_WORDS_AHEAD_H
#define MIZAN_WORDS_AHEAD_H

#include "failure.h"
#include "span.h"
#include "spill.h"

struct words_ahead;

/* `done` documents are the first ones; each falls to one of `workers`. FAILURE_MEMORY. */
enum status words_ahead_open(struct words_ahead **ahead, uint64_t done, unsigned workers,
                             struct failure *failure) MUST_CHECK;
/* Takes NULL. */
void words_ahead_close(struct words_ahead *ahead);

/* The next document; what is added belongs to it. */
void words_ahead_begin(struct words_ahead *ahead);

/* Text, or JSON with text in its strings, in parts of any size: a word that is cut counts as two. */
void words_ahead_add(struct words_ahead *ahead, struct span part);

/* Bytes that were added. */
uint64_t words_ahead_bytes(const struct words_ahead *ahead);

/* Behind the last document: all of them against the first ones. False where there is nothing to be told: the first ones
 * have no words, or all of them more than can be told apart (some 20 million). */
bool words_ahead_tell(const struct words_ahead *ahead, struct spill_outlook *outlook);

#endif
