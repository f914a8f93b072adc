/* test_lexicon.c - forms are learnt once, and those that are the same share what they are. */
#include <criterion/criterion.h>

#include "lexicon.h"

static const struct form forms[] = {
    {.surface = {"Wars", 4}, .normalized = {"wars", 4}, .term = {"war", 3}, .number = 3},
    {.surface = {"war", 3}, .normalized = {"war", 3}, .term = {"war", 3}, .number = 900},
    {.surface = {"Wars", 4}, .normalized = {"wars", 4}, .term = {"war", 3}, .number = 5}, /* of another language */
    {.surface = {"war", 3}, .normalized = {"war", 3}, .term = {"war", 3}, .channel = CHANNEL_DATE, .number = 6},
    {.surface = {"May 1", 5}, .term = {"date", 4}, .class = FORM_DATE, .channel = CHANNEL_DATE, .number = 3},
};

static const struct lexicon_slot *find(struct lexicon *lexicon, size_t form)
{
    struct failure failure = {0};
    struct lexicon_slot *slot = NULL;
    cr_assert_eq(lexicon_find(lexicon, &forms[form], &slot, &failure), STATUS_OK);
    return slot;
}

Test(lexicon, forms_of_one_term_share_it_and_equal_forms_are_one)
{
    struct lexicon lexicon = {0};
    const uint32_t first = find(&lexicon, 0)->form, second = find(&lexicon, 1)->form, third = find(&lexicon, 2)->form,
                   date = find(&lexicon, 3)->form;
    cr_assert_neq(first, second);
    cr_assert_eq(first, third);
    cr_assert_eq(lexicon.forms[first].term, lexicon.forms[second].term);
    cr_assert_neq(lexicon.forms[date].term, lexicon.forms[second].term);
    cr_assert_eq(lexicon.term_count, 2);
    cr_assert_eq(lexicon.form_count, 3);
    cr_assert_eq(find(&lexicon, 0)->form, first);
    cr_assert_eq(lexicon.form_count, 3);
    cr_assert_eq(lexicon.terms[0].hash, span_hash(span_of("war")));
    lexicon_free(&lexicon);
}

Test(lexicon, character_ngrams_are_listed_by_form_and_dates_have_none)
{
    struct lexicon lexicon = {.characters = 2};
    const char *const expected[] = {"wa", "ar", "rs"};
    const struct lexicon_slot wars = *find(&lexicon, 0), war = *find(&lexicon, 1), date = *find(&lexicon, 3);
    cr_assert_eq(wars.gram_count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct lexicon_term *const gram = &lexicon.terms[lexicon.grams[wars.gram_start + i]];
        cr_expect(span_equal(gram->term, span_of(expected[i])), "%zu", i);
        cr_expect_eq(gram->channel, CHANNEL_CHARACTER);
    }
    cr_assert_eq(war.gram_count, 2);
    cr_assert_eq(lexicon.grams[war.gram_start], lexicon.grams[wars.gram_start]);
    cr_assert_eq(date.gram_count, 0);
    lexicon_free(&lexicon);
}

Test(lexicon, a_date_and_a_word_of_one_number_are_two_forms)
{
    struct lexicon lexicon = {0};
    const uint32_t word = find(&lexicon, 0)->form, date = find(&lexicon, 4)->form;
    cr_assert_neq(word, date);
    cr_assert_eq(find(&lexicon, 0)->form, word);
    cr_assert_eq(find(&lexicon, 4)->form, date);
    lexicon_free(&lexicon);
}
