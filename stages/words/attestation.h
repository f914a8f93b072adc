/*
 * attestation.h - in how many documents of the background table an Arabic word occurs, in the shapes that tell a clitic
 * from a letter of the word. Words are folded. A table of NULL has no word.
 */
#ifndef MIZAN_ATTESTATION_H
#define MIZAN_ATTESTATION_H

#include <stdint.h>

#include "background.h"
#include "span.h"

/* As it stands, and with the article. */
uint32_t attested(const struct background *background, struct span word);

/* Says that `attested` will be asked soon: what it reads is on its way. */
void attested_ask(const struct background *background, struct span word);

/* The same as it stands alone, of a word that comes after others: it waits for nothing. */
void attested_expect(const struct background *background, struct span word);

/* As it stands, `start` before it and `end` behind it. */
uint32_t attested_as_it_stands(const struct background *background, struct span word);
uint32_t attested_joined(const struct background *background, struct span start, struct span word, struct span end);

static inline uint32_t attested_between(const struct background *background, const char *start, struct span word,
                                        const char *end)
{
    return attested_joined(background, span_of(start), word, span_of(end));
}

/* attested_joined with the letter variants as given: `end` may be a ta marbuta. */
uint32_t attested_joined_as_written(const struct background *background, struct span start, struct span word,
                                    struct span end);

static inline uint32_t attested_as_written(const struct background *background, const char *start, struct span word,
                                           const char *end)
{
    return attested_joined_as_written(background, span_of(start), word, span_of(end));
}

/* The sum of it alone and behind the article, `ending` behind it in both. */
uint32_t attested_ending_in(const struct background *background, struct span word, const char *ending);

/* Behind the article, alone and with what may precede it; behind the first letters of the imperfect. No word that
 * begins with a proclitic has them before it. */
uint32_t attested_as_a_noun(const struct background *background, struct span word);
uint32_t attested_as_a_verb(const struct background *background, struct span word);

#endif
