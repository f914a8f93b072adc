/*
 * found_events.h - events that nobody named: clusters of passages, and the terms by which each is known.
 *
 * A cluster is an event where two sources tell it (two documents where none names its source). It is known, in each
 * language, by the words that its passages hold more often than all others, and by its dates in every language; names
 * of states and peoples are none of them. Where two of its texts share fewer than FOUND_TELLING words or dates that are
 * rare elsewhere it is none: passages on like matters share what any text on them has ("relations", "government"),
 * whatever they tell. Its name is kept, to say so. What defines an event does not score
 * it: a document is asked by the terms of the others alone, so each event is there once for every language and once for
 * every document that has a part in it.
 */
#ifndef MIZAN_FOUND_EVENTS_H
#define MIZAN_FOUND_EVENTS_H

#include "passage_clusters.h"
#include "sought_events.h"

enum {
    FOUND_WORDS = 12,     /* by which an event is known in a language */
    FOUND_DATES = 6,      /* in all of them */
    FOUND_NAME_WORDS = 3, /* of which its name is made, and a year */
    FOUND_TELLING = 3
};
/* Rare: in so many of the background's documents at most, or in none that is known. Of the events of the sample corpus
 * nearly every word is below .02; what five papers on five matters share is above .04. */
#define FOUND_BACKGROUND 0.03

/* Adds what the clusters come to; their names live as long as `events`. FAILURE_MEMORY alone. */
enum status found_events_add(struct sought_events *events, const struct counts *counts,
                             const struct event_passages *passages, const struct passage_likeness *likeness,
                             const struct passage_clusters *clusters, struct failure *failure) MUST_CHECK;

#endif
