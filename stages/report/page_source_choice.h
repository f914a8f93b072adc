/*
 * page_source_choice.h - which of very many sources the page shows: those that tell the largest events, so that there
 * are pairs to be seen; of an event the sources with the most words.
 */
#ifndef MIZAN_PAGE_SOURCE_CHOICE_H
#define MIZAN_PAGE_SOURCE_CHOICE_H

#include <stdbool.h>
#include <stddef.h>

#include "failure.h"
#include "matrix.h"

/* Sets `most` of is_chosen (all false; by place among `names`, which are sorted), or all where there are no more.
 * Events that two sources tell are taken first, the largest by words before others; what is left goes to the sources
 * with the most words. */
enum status page_source_choice(const struct counts *counts, const struct span *names, size_t count, size_t most,
                               bool *is_chosen, struct failure *failure) MUST_CHECK;

#endif
