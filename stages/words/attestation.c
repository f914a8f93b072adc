/*
 * attestation.c - counts from the background table. Folding makes the article of what begins with a hamza on its alef
 * (the name of the Germans), too; that is taken off again as far as it is written with the hamza.
 */
#include "attestation.h"

#include <stdbool.h>

/* Three texts as one word, which most often is not there: its bytes are put together only if the table may have it. */
struct joined {
    struct span start, word, end;
    bool may_be_there;
};

/* The table has none so long as others may be. */
static bool has_length_of_words(const struct joined *joined)
{
    return joined->start.length + joined->word.length + joined->end.length <= BACKGROUND_JOINED_BYTES;
}

/* Says that the word will be looked up: where it would be is on its way. */
static struct joined ask(const struct background *background, struct span start, struct span word, struct span end)
{
    struct joined joined = {start, word, end, false};
    joined.may_be_there = background != NULL && has_length_of_words(&joined) &&
                          background_may_hold_folded(background, background_hash_joined(start, word, end));
    return joined;
}

static uint32_t answer(const struct background *background, const struct joined *joined)
{
    char bytes[BACKGROUND_JOINED_BYTES];
    if (!joined->may_be_there) {
        return 0;
    }
    const struct background_key key = background_key_joined(joined->start, joined->word, joined->end, bytes);
    return background_folded_frequency_of(background, &key);
}

uint32_t attested_joined(const struct background *background, struct span start, struct span word, struct span end)
{
    const struct joined joined = ask(background, start, word, end);
    return answer(background, &joined);
}

uint32_t attested_joined_as_written(const struct background *background, struct span start, struct span word,
                                    struct span end)
{
    char bytes[BACKGROUND_JOINED_BYTES];
    const struct joined joined = {start, word, end, false};
    if (background == NULL || !has_length_of_words(&joined) ||
        !background_may_hold(background, background_hash_joined(start, word, end))) {
        return 0;
    }
    const struct background_key key = background_key_joined(start, word, end, bytes);
    return background_frequency_of(background, &key);
}

uint32_t attested_as_it_stands(const struct background *background, struct span word)
{
    return background == NULL ? 0 : background_folded_frequency(background, word);
}

/* With what stands before the word alone. */
static struct joined ask_behind(const struct background *background, const char *start, struct span word)
{
    return ask(background, span_of(start), word, (struct span){"", 0});
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
    (void)ask_behind(background, "ال", word);
    (void)ask_behind(background, "", word);
}

uint32_t attested(const struct background *background, struct span word)
{
    const struct joined definite = ask_behind(background, "ال", word);
    const uint32_t bare = attested_as_it_stands(background, word);
    return bare + without_false_article(background, word, answer(background, &definite));
}

uint32_t attested_as_a_noun(const struct background *background, struct span word)
{
    static const char *const articles[] = {"ال", "وال", "بال", "لل"};
    enum { ARTICLES = sizeof articles / sizeof *articles };
    struct joined nouns[ARTICLES];
    for (size_t i = 0; i < ARTICLES; i++) {
        nouns[i] = ask_behind(background, articles[i], word);
    }
    uint32_t count = without_false_article(background, word, answer(background, &nouns[0]));
    for (size_t i = 1; i < ARTICLES; i++) {
        count += answer(background, &nouns[i]);
    }
    return count;
}

uint32_t attested_as_a_verb(const struct background *background, struct span word)
{
    const struct joined with_ya = ask_behind(background, "ي", word), with_ta = ask_behind(background, "ت", word);
    return answer(background, &with_ya) + answer(background, &with_ta);
}
