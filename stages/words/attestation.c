/*
 * attestation.c - counts from the background table. Folding makes the article of what begins with a hamza on its alef
 * (the name of the Germans), too; that is taken off again as far as it is written with the hamza.
 */
#include "attestation.h"

#include <stdbool.h>

enum { LONGEST_ATTESTED_BYTES = 64 };

/* `start`, `word` and `end` as one word; false: the table has none so long. */
static bool join(const struct background *background, struct span start, struct span word, struct span end, char *bytes,
                 struct background_key *key)
{
    if (background == NULL || start.length + word.length + end.length > LONGEST_ATTESTED_BYTES) {
        return false;
    }
    *key = background_key_joined(start, word, end, bytes);
    return true;
}

uint32_t attested_joined(const struct background *background, struct span start, struct span word, struct span end)
{
    char bytes[LONGEST_ATTESTED_BYTES];
    struct background_key key;
    return join(background, start, word, end, bytes, &key) ? background_folded_frequency_of(background, &key) : 0;
}

uint32_t attested_joined_as_written(const struct background *background, struct span start, struct span word,
                                    struct span end)
{
    char bytes[LONGEST_ATTESTED_BYTES];
    struct background_key key;
    return join(background, start, word, end, bytes, &key) ? background_frequency_of(background, &key) : 0;
}

uint32_t attested_as_it_stands(const struct background *background, struct span word)
{
    return background == NULL ? 0 : background_folded_frequency(background, word);
}

/* A word with what stands before it, on its way from the table; if it is asked for: the table has none so long as
 * others may be. */
struct joined {
    char bytes[LONGEST_ATTESTED_BYTES];
    struct background_key key;
    bool is_asked;
};

static void ask(const struct background *background, struct span start, struct span word, struct joined *joined)
{
    const struct span nothing = {"", 0};
    joined->is_asked = join(background, start, word, nothing, joined->bytes, &joined->key);
    if (joined->is_asked) {
        background_ask_folded(background, &joined->key);
    }
}

static uint32_t answer(const struct background *background, const struct joined *joined)
{
    return joined->is_asked ? background_folded_frequency_of(background, &joined->key) : 0;
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
    ask(background, span_of("ال"), word, &definite);
    if (background != NULL) {
        const struct background_key key = background_key_of(word);
        background_ask_folded(background, &key);
    }
}

uint32_t attested(const struct background *background, struct span word)
{
    struct joined definite;
    ask(background, span_of("ال"), word, &definite);
    const uint32_t bare = attested_as_it_stands(background, word);
    return bare + without_false_article(background, word, answer(background, &definite));
}

uint32_t attested_as_a_noun(const struct background *background, struct span word)
{
    static const char *const articles[] = {"ال", "وال", "بال", "لل"};
    enum { ARTICLES = sizeof articles / sizeof *articles };
    struct joined nouns[ARTICLES];
    for (size_t i = 0; i < ARTICLES; i++) {
        ask(background, span_of(articles[i]), word, &nouns[i]);
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
    ask(background, span_of("ي"), word, &with_ya);
    ask(background, span_of("ت"), word, &with_ta);
    return answer(background, &with_ya) + answer(background, &with_ta);
}
