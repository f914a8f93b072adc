/*
 * relay.h - how two workers share one long document: the first stages run on the thread that took it, and those from
 * plan.apart_from on, once another worker has nothing better to do, on the thread of that one.
 *
 * The same stages see the same words in the same order as without a helper, on one thread at a time, so nothing but
 * time depends on who comes, and when.
 */
#ifndef MIZAN_RELAY_H
#define MIZAN_RELAY_H

#include "chain.h"

struct relay;

enum {
    RELAY_LONG_WORDS =
        1 << 16, /* a document asks for help behind so many: a shorter one is done before help is there */
    RELAY_SLICE_WORDS = 1 << 11 /* what is handed over at once */
};

/* `rest` is the chain of the later stages, and stays its owner's. */
enum status relay_open(struct relay **relay, struct chain *rest, struct jobs *jobs, struct failure *failure) MUST_CHECK;
/* Takes NULL. */
void relay_close(struct relay *relay);

/* A document begins: the owner's call, as the next two are. */
void relay_begin(struct relay *relay, struct job *job);

/* Takes RECORD_WORDS, which are copied where another worker takes them over. STATUS_FAILED without words of its own
 * where a later stage failed: its chain has them. */
enum status relay_pass(struct relay *relay, const struct record *record, struct failure *failure) MUST_CHECK;

/* Returns when all that was passed has gone through the later stages, and nobody else is at them. To be called for each
 * document that began, failed or not. */
enum status relay_end(struct relay *relay) MUST_CHECK;

/* By another worker, between jobs_offer and the owner's relay_end: runs the later stages until the document ends. */
void relay_help(struct relay *relay);

#endif
