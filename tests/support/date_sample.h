/* date_sample.h - dates for tests: as tokens, and through the stages. */
#ifndef MIZAN_DATE_SAMPLE_H
#define MIZAN_DATE_SAMPLE_H

#include "date_number.h"

enum { DATE_SAMPLE_TOKENS = 64, DATE_SAMPLE_BYTES = 2048 };

/* The words of a text, parted by single spaces, as tokens; fails the test where memory is refused. */
size_t date_sample_tokens(const char *language, const char *text, struct date_token *tokens);

/* The terms that dates make of a text cut into blocks: tokenize, stem, dates. The terms that stand for several words,
 * in their order, with a space between them; with `words` all terms and marks for what is none (~ stop word, # number).
 */
void date_sample_read(const char *language, const char *const *blocks, size_t block_count, bool words, char *terms);

#endif
