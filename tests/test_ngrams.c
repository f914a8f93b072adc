/* test_ngrams.c - runs of words of one document, counted by hand. */
#include <criterion/criterion.h>

#include "ngrams.h"

/* A word of the bag, as count.c adds it. */
static uint32_t add_word(struct ngrams *ngrams, struct bag_builder *builder, const char *term, const char *surface,
                         struct form_facts facts)
{
    struct failure failure = {0};
    const struct bag_term wanted = {.term = span_of(term), .channel = CHANNEL_WORD, .background = facts.background};
    uint32_t number = 0, form = 0;
    cr_assert_eq(bag_builder_term(builder, &wanted, &number, &failure), STATUS_OK);
    cr_assert_eq(bag_builder_form(builder, number, span_of(surface), &form, &failure), STATUS_OK);
    cr_assert_eq(ngrams_note_form(ngrams, form, facts, &failure), STATUS_OK);
    return form;
}

static void expect_term(const struct bag_builder *builder, size_t number, const char *term, unsigned count,
                        double background, unsigned flags)
{
    const struct bag_term *const found = &builder->terms[number];
    cr_expect(span_equal(found->term, span_of(term)) && found->channel == CHANNEL_NGRAM && found->count == count,
              "%.*s, %u times, and not %s", (int)found->term.length, found->term.bytes, (unsigned)found->count, term);
    cr_expect_eq(found->background, background);
    cr_expect_eq(found->flags, flags);
}

Test(ngrams, run_over_words_up_to_the_end_of_a_segment_and_take_the_rarer_background_and_all_flags)
{
    enum { FLAG = 4 };
    struct ngrams ngrams = {0};
    struct bag_builder builder = {0};
    struct failure failure = {0};
    cr_assert_eq(ngrams_open(&ngrams, 3, &failure), STATUS_OK);
    for (int document = 0; document < 2; document++) {
        ngrams_reset(&ngrams);
        bag_builder_reset(&builder);
        const uint32_t a = add_word(&ngrams, &builder, "war", "wars", (struct form_facts){0.5, 0});
        const uint32_t b = add_word(&ngrams, &builder, "end", "ended", (struct form_facts){0.125, FLAG});
        const uint32_t text[] = {a, b, a, b};
        for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
            cr_assert_eq(ngrams_count(&ngrams, &builder, text[i], &failure), STATUS_OK);
        }
        ngrams_start_segment(&ngrams);
        cr_assert_eq(ngrams_count(&ngrams, &builder, b, &failure), STATUS_OK);
        cr_assert_eq(builder.term_count, 6);
        expect_term(&builder, 2, "war end", 2, 0.125, FLAG);
        expect_term(&builder, 3, "war end war", 1, 0.125, FLAG);
        expect_term(&builder, 4, "end war", 1, 0.125, FLAG);
        expect_term(&builder, 5, "end war end", 1, 0.125, FLAG);
        cr_expect(span_equal(builder.forms[2].surface, span_of("wars ended")));
    }
    ngrams_close(&ngrams);
    bag_builder_free(&builder);
}

Test(ngrams, of_one_word_there_are_none)
{
    struct ngrams ngrams = {0};
    struct bag_builder builder = {0};
    struct failure failure = {0};
    cr_assert_eq(ngrams_open(&ngrams, 0, &failure), STATUS_OK);
    cr_expect_eq(ngrams.longest, 1);
    const uint32_t a = add_word(&ngrams, &builder, "war", "war", (struct form_facts){0.5, 0});
    cr_assert_eq(ngrams_count(&ngrams, &builder, a, &failure), STATUS_OK);
    cr_assert_eq(ngrams_count(&ngrams, &builder, a, &failure), STATUS_OK);
    cr_expect_eq(builder.term_count, 1);
    ngrams_close(&ngrams);
    bag_builder_free(&builder);
}
