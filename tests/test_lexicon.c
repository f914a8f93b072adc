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

Test(lexicon, forms_of_one_term_share_it_and_each_is_learnt_once)
{
    struct lexicon lexicon = {0};
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq(find(&lexicon, i)->number, i);
    }
    cr_assert_eq(find(&lexicon, 0)->term, find(&lexicon, 1)->term);
    cr_assert_eq(find(&lexicon, 0)->term, find(&lexicon, 2)->term);
    cr_assert_neq(find(&lexicon, 3)->term, find(&lexicon, 1)->term);
    cr_assert_eq(lexicon.term_count, 2);
    cr_assert_eq(find(&lexicon, 0)->number, 0);
    cr_assert_eq(lexicon.form_count, 4);
    cr_assert(span_equal((struct span){lexicon.terms[0].bytes, lexicon.terms[0].length}, span_of("war")));
    lexicon_free(&lexicon);
}

Test(lexicon, character_ngrams_are_listed_by_form_and_dates_have_none)
{
    struct lexicon lexicon = {.characters = 2};
    static const size_t order[] = {0, 3, 1}; /* the date between the words */
    static const char *const expected[][4] = {{"wa", "ar", "rs"}, {NULL}, {"wa", "ar"}};
    for (size_t i = 0; i < 3; i++) {
        const struct lexicon_slot slot = *find(&lexicon, order[i]);
        size_t first, count = 0;
        const size_t end = lexicon_grams(&lexicon, &slot, &first);
        for (; expected[i][count] != NULL; count++) {
            cr_assert_lt(first + count, end);
            const struct lexicon_term *const gram = &lexicon.terms[lexicon.grams[first + count]];
            cr_expect(span_equal((struct span){gram->bytes, gram->length}, span_of(expected[i][count])), "%zu", i);
            cr_expect_eq(gram->channel, CHANNEL_CHARACTER);
        }
        cr_expect_eq(end - first, count, "%zu", i);
    }
    cr_expect_eq(lexicon.grams[0], lexicon.grams[3]);
    lexicon_free(&lexicon);
}

Test(lexicon, a_date_and_a_word_of_one_number_are_two_forms)
{
    struct lexicon lexicon = {0};
    const uint32_t word = find(&lexicon, 0)->number, date = find(&lexicon, 4)->number;
    cr_assert_neq(word, date);
    cr_assert_eq(find(&lexicon, 0)->number, word);
    cr_assert_eq(find(&lexicon, 4)->number, date);
    lexicon_free(&lexicon);
}

Test(lexicon, nothing_was_in_a_document_once_all_is_void)
{
    struct lexicon lexicon = {0};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const struct lexicon_slot *const found = find(&lexicon, i);
        ((struct lexicon_slot *)found)->epoch = 7;
        lexicon.terms[found->term].epoch = 7;
    }
    lexicon_void(&lexicon);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        cr_expect_eq(find(&lexicon, i)->epoch, 0, "form %zu", i);
        cr_expect_eq(lexicon.terms[find(&lexicon, i)->term].epoch, 0, "term of form %zu", i);
    }
    lexicon_free(&lexicon);
}
