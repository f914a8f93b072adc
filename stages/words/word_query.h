/* word_query.h - one or more words to be found one after another, by their stems or as they are written. */
#ifndef MIZAN_WORD_QUERY_H
#define MIZAN_WORD_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "language.h"
#include "record.h"
#include "settings.h"

struct word_query; /* one per thread: it remembers the words that it met */

enum { QUERY_WORDS_MOST = 32 };

/*
 * Takes the words of settings->term, found as in a text: at most QUERY_WORDS_MOST, and each must be something after
 * folding. With MATCH_SURFACE folded words are compared, else their stems by settings->stemmer. FAILURE_USAGE if the
 * term holds no word, too many, or is not UTF-8.
 */
enum status word_query_open(struct word_query **query, const struct settings *settings,
                            struct failure *failure) MUST_CHECK;
void word_query_close(struct word_query *query);

size_t word_query_length(const struct word_query *query);

/* The next word starts a document, whose language is `declared` (NULL: not known). */
void word_query_begin(struct word_query *query, const struct language *declared);

/* Takes the next word of the document; *is_hit: with it the last word_query_length words are what is looked for. */
enum status word_query_take(struct word_query *query, const struct word *word, bool *is_hit,
                            struct failure *failure) MUST_CHECK;

#endif
