/* test_term_places.c - terms among words that are written down by hand. */
#include <criterion/criterion.h>

#include "term_places.h"

/* soviet treaty . of 26 May 1942 [date] | (a sentence) treaty */
static struct kept_word items[] = {
    {.word = {.start = 0, .end = 6, .flags = WORD_STARTS_SEGMENT}, .term = {"soviet", 6}, .normalized = {"soviet", 6}},
    {.word = {.start = 7, .end = 13}, .term = {"treati", 6}, .normalized = {"treaty", 6}},
    {.word = {.start = 14, .end = 16}, .class = FORM_STOP},
    {.word = {.start = 17, .end = 19}, .class = FORM_NUMBER},
    {.word = {.start = 20, .end = 23}, .term = {"may", 3}, .normalized = {"may", 3}},
    {.word = {.start = 17, .end = 23}, .class = FORM_DATE, .channel = CHANNEL_DATE, .term = {"date:--05-26", 12}},
    {.word = {.start = 25, .end = 31, .flags = WORD_STARTS_SEGMENT},
     .term = {"treati", 6},
     .normalized = {"treaty", 6}},
    {.word = {.start = 32, .end = 38, .field = FIELD_NOTES}, .term = {"soviet", 6}, .normalized = {"soviet", 6}},
};
static const struct kept_words words = {items, sizeof items / sizeof *items};

static size_t reach(size_t last, const char *term, enum channel channel)
{
    return term_places_reach(&words, last, span_of(term), channel, false);
}

Test(term_places, a_word_stands_where_its_term_is)
{
    cr_expect_eq(reach(1, "treati", CHANNEL_WORD), 1);
    cr_expect_eq(reach(0, "treati", CHANNEL_WORD), 0);
}

Test(term_places, an_ngram_passes_stop_words_and_no_sentence)
{
    cr_expect_eq(reach(1, "soviet treati", CHANNEL_NGRAM), 2);
    cr_expect_eq(reach(4, "treati may", CHANNEL_NGRAM), 4);
    cr_expect_eq(reach(6, "may treati", CHANNEL_NGRAM), 0);
    cr_expect_eq(reach(1, "oviet treati", CHANNEL_NGRAM), 0);
}

Test(term_places, a_date_is_all_of_its_words_and_none_of_them_is_shown_twice)
{
    cr_expect_eq(reach(5, "date:--05-26", CHANNEL_DATE), 3);
    cr_expect_eq(term_places_shown(&words, 5, 3, false), 2);
}

Test(term_places, characters_stand_in_the_words_that_hold_them)
{
    cr_expect_eq(reach(1, "reat", CHANNEL_CHARACTER), 1);
    cr_expect_eq(reach(0, "reat", CHANNEL_CHARACTER), 0);
}

Test(term_places, apparatus_counts_only_where_it_is_kept)
{
    cr_expect_eq(reach(7, "soviet", CHANNEL_WORD), 0);
    cr_expect_eq(term_places_reach(&words, 7, span_of("soviet"), CHANNEL_WORD, true), 1);
    cr_expect_eq(term_places_shown(&words, 7, 2, false), 1);
}
