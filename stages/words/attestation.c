/*
 * attestation.c - counts from the background table. Folding makes the article of what begins with a hamza on its alef
 * (the name of the Germans), too; that is taken off again as far as it is written with the hamza.
 */
#include "attestation.h"

#include <string.h>

enum { LONGEST_ATTESTED_BYTES = 64 };

typedef uint32_t count_function(const struct background *, struct span);

/* How often the background has `start`, `word` and `end` as one word. */
static uint32_t joined_count(const struct background *background, const char *start, struct span word, const char *end,
                             count_function *count)
{
    char bytes[LONGEST_ATTESTED_BYTES];
    const size_t start_bytes = strlen(start), end_bytes = strlen(end);
    if (background == NULL || start_bytes + word.length + end_bytes > sizeof bytes) {
        return 0;
    }
    memcpy(bytes, start, start_bytes);
    memcpy(bytes + start_bytes, word.bytes, word.length);
    memcpy(bytes + start_bytes + word.length, end, end_bytes);
    return count(background, (struct span){bytes, start_bytes + word.length + end_bytes});
}

uint32_t attested_between(const struct background *background, const char *start, struct span word, const char *end)
{
    return joined_count(background, start, word, end, background_folded_frequency);
}

uint32_t attested_as_written(const struct background *background, const char *start, struct span word, const char *end)
{
    return joined_count(background, start, word, end, background_frequency);
}

uint32_t attested_as_it_stands(const struct background *background, struct span word)
{
    return background == NULL ? 0 : background_folded_frequency(background, word);
}

static uint32_t attested_with_article(const struct background *background, struct span word)
{
    const uint32_t definite = attested_between(background, "ال", word, "");
    if (definite == 0) {
        return 0;
    }
    const uint32_t false_definite =
        attested_as_written(background, "أل", word, "") + attested_as_written(background, "إل", word, "");
    return definite > false_definite ? definite - false_definite : 0;
}

uint32_t attested(const struct background *background, struct span word)
{
    return attested_as_it_stands(background, word) + attested_with_article(background, word);
}

uint32_t attested_as_a_noun(const struct background *background, struct span word)
{
    return attested_with_article(background, word) + attested_between(background, "وال", word, "") +
           attested_between(background, "بال", word, "") + attested_between(background, "لل", word, "");
}

uint32_t attested_as_a_verb(const struct background *background, struct span word)
{
    return attested_between(background, "ي", word, "") + attested_between(background, "ت", word, "");
}
