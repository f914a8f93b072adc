/* tokenizer.h - decoded text in, words with their places out. */
#ifndef MIZAN_TOKENIZER_H
#define MIZAN_TOKENIZER_H

#include "failure.h"
#include "record.h"

struct tokenizer; /* ICU's iterators and buffers; one per thread */

enum status tokenizer_open(struct tokenizer **tokenizer, struct failure *failure) MUST_CHECK;
void tokenizer_close(struct tokenizer *tokenizer);

/* From now on lines alone are segments: for a command that shows none, since sentences cost about a third of the
 * breaking. */
void tokenizer_skip_sentences(struct tokenizer *tokenizer);

/* The next block is the first one of a document. */
void tokenizer_begin(struct tokenizer *tokenizer);

/*
 * The words of one block, in order; all of FIELD_BODY, their surfaces inside block->utf8. `words` is valid until the
 * next call. The words of a document do not depend on which of its lines come in one block.
 */
enum status tokenizer_words(struct tokenizer *tokenizer, const struct text *block, struct words *words,
                            struct failure *failure) MUST_CHECK;

#endif
