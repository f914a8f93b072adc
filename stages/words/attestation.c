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
static bool has_length_of_words(struct span start, struct span word, struct span end)
{
    return start.length + word.length + end.length <= BACKGROUND_JOINED_BYTES;
}

/* Says that the word will be looked up: where it would be is on its way. */
static inline struct joined ask(const struct background *background, struct span start,
                                const struct background_part *word, struct span end)
{
    return (struct joined){start, word->text, end,
                           background != NULL && has_length_of_words(start, word->text, end) &&
                               background_may_hold(background, background_hash_around(start, word, end))};
}

static uint32_t find(const struct background *background, const struct joined *joined)
{
    char bytes[BACKGROUND_JOINED_BYTES];
    const struct background_key key = background_key_joined(joined->start, joined->word, joined->end, bytes);
    return background_folded_frequency_of(background, &key);
}

static inline uint32_t answer(const struct background *background, const struct joined *joined)
{
    return joined->may_be_there ? find(background, joined) : 0;
}

uint32_t attested_joined(const struct background *background, struct span start, struct span word, struct span end)
{
    const struct background_part part = background_part_of(word);
    const struct joined joined = ask(background, start, &part, end);
    return answer(background, &joined);
}

static const char article[] = "ال";

uint32_t attested_ending_in(const struct background *background, struct span word, const char *ending)
{
    const struct background_part part = background_part_of(word);
    const struct span end = span_of(ending);
    const struct joined bare = ask(background, (struct span){"", 0}, &part, end),
                        definite = ask(background, (struct span){article, sizeof article - 1}, &part, end);
    return answer(background, &bare) + answer(background, &definite);
}

uint32_t attested_joined_as_written(const struct background *background, struct span start, struct span word,
                                    struct span end)
{
    char bytes[BACKGROUND_JOINED_BYTES];
    if (background == NULL || !has_length_of_words(start, word, end) ||
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
static inline struct joined ask_behind(const struct background *background, const char *start,
                                       const struct background_part *word)
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
    const struct background_part part = background_part_of(word);
    (void)ask_behind(background, article, &part);
    (void)ask_behind(background, "", &part);
}

void attested_expect(const struct background *background, struct span word)
{
    const struct background_part part = background_part_of(word);
    if (background != NULL) {
        background_ask(background, word_sum_hash(part.sum, word.length));
    }
}

uint32_t attested(const struct background *background, struct span word)
{
    const struct background_part part = background_part_of(word);
    const struct joined definite = ask_behind(background, article, &part), bare = ask_behind(background, "", &part);
    return answer(background, &bare) + without_false_article(background, word, answer(background, &definite));
}

uint32_t attested_as_a_noun(const struct background *background, struct span word)
{
    const struct background_part part = background_part_of(word);
    const struct joined definite = ask_behind(background, article, &part),
                        conjoined = ask_behind(background, "وال", &part),
                        governed = ask_behind(background, "بال", &part), given = ask_behind(background, "لل", &part);
    return without_false_article(background, word, answer(background, &definite)) + answer(background, &conjoined) +
           answer(background, &governed) + answer(background, &given);
}

uint32_t attested_as_a_verb(const struct background *background, struct span word)
{
    const struct background_part part = background_part_of(word);
    const struct joined with_ya = ask_behind(background, "ي", &part), with_ta = ask_behind(background, "ت", &part);
    return answer(background, &with_ya) + answer(background, &with_ta);
}
