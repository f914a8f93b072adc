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

/* A word with what stands before it, on its way from the table. Without bytes: the table has none so long. */
struct joined {
    char bytes[LONGEST_ATTESTED_BYTES];
    struct background_key key;
};

static void ask(const struct background *background, const char *start, struct span word, struct joined *joined)
{
    const size_t start_bytes = strlen(start), bytes = start_bytes + word.length;
    joined->key.text = (struct span){joined->bytes, 0};
    if (background == NULL || bytes > sizeof joined->bytes) {
        return;
    }
    memcpy(joined->bytes, start, start_bytes);
    memcpy(joined->bytes + start_bytes, word.bytes, word.length);
    joined->key = background_key_of((struct span){joined->bytes, bytes});
    background_ask_folded(background, &joined->key);
}

static uint32_t answer(const struct background *background, const struct joined *joined)
{
    return joined->key.text.length == 0 ? 0 : background_folded_frequency_of(background, &joined->key);
}

static uint32_t without_false_article(const struct background *background, struct span word, uint32_t definite)
{
    if (definite == 0) {
        return 0;
    }
    const uint32_t false_definite =
        attested_as_written(background, "أل", word, "") + attested_as_written(background, "إل", word, "");
    return definite > false_definite ? definite - false_definite : 0;
}

void attested_ask(const struct background *background, struct span word)
{
    struct joined definite;
    ask(background, "ال", word, &definite);
    if (background != NULL) {
        const struct background_key key = background_key_of(word);
        background_ask_folded(background, &key);
    }
}

uint32_t attested(const struct background *background, struct span word)
{
    struct joined definite;
    ask(background, "ال", word, &definite);
    const uint32_t bare = attested_as_it_stands(background, word);
    return bare + without_false_article(background, word, answer(background, &definite));
}

uint32_t attested_as_a_noun(const struct background *background, struct span word)
{
    static const char *const articles[] = {"ال", "وال", "بال", "لل"};
    enum { ARTICLES = sizeof articles / sizeof *articles };
    struct joined nouns[ARTICLES];
    for (size_t i = 0; i < ARTICLES; i++) {
        ask(background, articles[i], word, &nouns[i]);
    }
    uint32_t count = without_false_article(background, word, answer(background, &nouns[0]));
    for (size_t i = 1; i < ARTICLES; i++) {
        count += answer(background, &nouns[i]);
    }
    return count;
}

uint32_t attested_as_a_verb(const struct background *background, struct span word)
{
    struct joined with_ya, with_ta;
    ask(background, "ي", word, &with_ya);
    ask(background, "ت", word, &with_ta);
    return answer(background, &with_ya) + answer(background, &with_ta);
}
