/* stop_words.h - words of closed classes (articles, pronouns, prepositions, conjunctions, auxiliaries), compared after
 * folding. */
#ifndef MIZAN_STOP_WORDS_H
#define MIZAN_STOP_WORDS_H

#include <stdbool.h>

#include "failure.h"
#include "fold.h"
#include "language.h"

struct stop_words;

/* The built-in lists of all languages if `builtin`, and the words of `file` (UTF-8, one a line, # comments, for every
 * language; NULL: none), folded with `folder`. FAILURE_NO_INPUT, FAILURE_DATA with file and line. */
enum status stop_words_open(struct stop_words **stop_words, bool builtin, const char *file, struct folder *folder,
                            struct failure *failure) MUST_CHECK;
void stop_words_close(struct stop_words *stop_words);

/* Is the folded word a stop word of the language? `language` NULL: only the words of the file. Immutable: thread-safe.
 */
bool stop_words_contain(const struct stop_words *stop_words, const struct language *language, struct span folded);
#endif
