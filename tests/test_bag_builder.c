/* test_bag_builder.c - terms, forms and segments of one document. */
#include <criterion/criterion.h>

#include "bag_builder.h"

static uint32_t term(struct bag_builder *builder, const char *text, enum channel channel, double background)
{
    struct failure failure = {0};
    const struct bag_term wanted = {.term = span_of(text), .channel = channel, .background = background};
    uint32_t number = HASH_INDEX_NONE;
    cr_assert_eq(bag_builder_term(builder, &wanted, &number, &failure), STATUS_OK);
    return number;
}

static uint32_t form(struct bag_builder *builder, uint32_t term_number, const char *surface)
{
    struct failure failure = {0};
    uint32_t number = HASH_INDEX_NONE;
    cr_assert_eq(bag_builder_form(builder, term_number, span_of(surface), &number, &failure), STATUS_OK);
    return number;
}

Test(bag_builder, terms_are_told_apart_by_channel_and_forms_by_term)
{
    struct bag_builder builder = {0};
    const uint32_t word = term(&builder, "war", CHANNEL_WORD, 0),
                   character = term(&builder, "war", CHANNEL_CHARACTER, 0);
    cr_assert_neq(word, character);
    cr_assert_eq(term(&builder, "war", CHANNEL_WORD, 0.5), word);
    cr_assert_eq(builder.terms[word].background, 0.5);
    const uint32_t first = form(&builder, word, "War");
    cr_assert_neq(form(&builder, character, "War"), first);
    cr_assert_eq(form(&builder, word, "War"), first);
    bag_builder_free(&builder);
}

Test(bag_builder, a_count_that_no_longer_fits_is_a_failure_that_names_the_file)
{
    struct bag_builder builder = {.path = span_of("corpus/a.txt")};
    struct failure failure = {0};
    const uint32_t war = form(&builder, term(&builder, "war", CHANNEL_WORD, 0), "wars");
    builder.terms[0].count = UINT32_MAX - 1;
    cr_assert_eq(bag_builder_count_form(&builder, war, &failure), STATUS_OK);
    cr_assert_eq(builder.terms[0].count, UINT32_MAX);
    cr_assert_eq(bag_builder_count_form(&builder, war, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert(strstr(failure.message, "corpus/a.txt") != NULL && strstr(failure.message, "\"war\"") != NULL, "%s",
              failure.message);
    bag_builder_free(&builder);
}

Test(bag_builder, segments_are_kept_only_if_they_are_wanted)
{
    for (int kept = 0; kept < 2; kept++) {
        struct bag_builder builder = {.keeps_segments = kept == 1};
        struct failure failure = {0};
        struct bag bag;
        for (int segment = 0; segment < 3; segment++) {
            cr_assert_eq(bag_builder_start_segment(&builder, &failure), STATUS_OK);
            if (segment != 1) {
                cr_assert_eq(bag_builder_count(&builder, term(&builder, "a", CHANNEL_WORD, 0), &failure), STATUS_OK);
                cr_assert_eq(bag_builder_count(&builder, 0, &failure), STATUS_OK);
            }
        }
        cr_assert_eq(bag_builder_view(&builder, &bag, &failure), STATUS_OK);
        cr_assert_eq(bag.segment_count, 3);
        cr_assert_eq(bag.terms[0].count, 4);
        cr_assert_eq(bag.segment_starts != NULL, kept == 1);
        if (kept == 1) {
            const uint64_t starts[] = {0, 1, 1, 2};
            const uint32_t counts[] = {2, 2};
            cr_assert_arr_eq(bag.segment_starts, starts, sizeof starts);
            cr_assert_arr_eq(bag.segment_counts, counts, sizeof counts);
        }
        bag_builder_free(&builder);
    }
}

Test(bag_builder, an_empty_document_that_keeps_segments_has_a_start_all_the_same)
{
    struct bag_builder builder = {.keeps_segments = true};
    struct failure failure = {0};
    struct bag bag;
    cr_assert_eq(bag_builder_view(&builder, &bag, &failure), STATUS_OK);
    cr_assert_not_null(bag.segment_starts);
    cr_assert_eq(bag.segment_starts[0], 0);
    bag_builder_free(&builder);
}

Test(bag_builder, a_reset_builder_starts_anew)
{
    struct bag_builder builder = {.keeps_segments = true};
    struct failure failure = {0};
    struct bag bag;
    for (int round = 0; round < 2; round++) {
        bag_builder_reset(&builder);
        cr_assert_eq(bag_builder_start_segment(&builder, &failure), STATUS_OK);
        const uint32_t a = form(&builder, term(&builder, "a", CHANNEL_WORD, 0), "A");
        cr_assert_eq(bag_builder_count_form(&builder, a, &failure), STATUS_OK);
        cr_assert_eq(bag_builder_view(&builder, &bag, &failure), STATUS_OK);
        cr_assert_eq(bag.term_count, 1);
        cr_assert_eq(bag.terms[0].count, 1);
        cr_assert_eq(bag.forms[0].count, 1);
        cr_assert_eq(bag.segment_starts[1], 1);
        cr_assert_eq(bag.segment_counts[0], 1);
    }
    bag_builder_free(&builder);
}

/* Of one term in each of so many segments. */
static void count_segments(struct bag_builder *builder, size_t segments, struct bag *bag)
{
    struct failure failure = {0};
    builder->keeps_segments = true;
    const uint32_t number = term(builder, "war", CHANNEL_WORD, 0);
    for (size_t i = 0; i < segments; i++) {
        cr_assert_eq(bag_builder_start_segment(builder, &failure), STATUS_OK);
        bag_builder_add_word(builder, 10 * i, 10 * i + 3);
        cr_assert_eq(bag_builder_count(builder, number, &failure), STATUS_OK);
    }
    cr_assert_eq(bag_builder_view(builder, bag, &failure), STATUS_OK);
}

enum { MANY_SEGMENTS = 300000 }; /* of a count of four bytes each, at the least */

Test(bag_builder, of_a_long_document_gives_its_arrays_away_and_goes_on_without_them)
{
    struct spill *spill = NULL;
    struct failure failure = {0};
    cr_assert_eq(spill_open(&spill, 4 << 20, NULL, &failure), STATUS_OK);
    struct bag_builder builder = {.spill = spill};
    struct bag bag, other;
    void *taken[BAG_TAKEABLE];
    count_segments(&builder, MANY_SEGMENTS, &bag);
    cr_assert_not_null(bag.takeable);
    cr_expect_geq(bag.takeable_bytes,
                  MANY_SEGMENTS * (3 * sizeof(uint32_t) + sizeof(uint64_t) + sizeof(struct segment_text)));
    for (size_t i = 0; i < BAG_TAKEABLE; i++) {
        taken[i] = bag.takeable[i];
        bag.takeable[i] = NULL;
    }
    bag_builder_reset(&builder);
    count_segments(&builder, 2, &other);
    cr_expect_null(other.takeable, "it is short");
    cr_expect_neq(other.segment_terms, bag.segment_terms);
    cr_expect_eq(other.segment_starts[2], 2);
    bag_builder_free(&builder);
    cr_expect_eq(bag.segment_starts[MANY_SEGMENTS], MANY_SEGMENTS);
    cr_expect_eq(bag.segment_texts[MANY_SEGMENTS - 1].end, 10 * (MANY_SEGMENTS - 1) + 3);
    cr_expect_eq(bag.segment_counts[MANY_SEGMENTS - 1], 1);
    for (size_t i = 0; i < BAG_TAKEABLE; i++) {
        spill_free(spill, taken[i]);
    }
    spill_close(spill);
}

Test(bag_builder, keeps_no_long_arrays_that_nobody_takes)
{
    struct spill *spill = NULL;
    struct failure failure = {0};
    cr_assert_eq(spill_open(&spill, 4 << 20, NULL, &failure), STATUS_OK);
    struct bag_builder builder = {.spill = spill};
    struct bag bag;
    count_segments(&builder, MANY_SEGMENTS, &bag);
    bag_builder_reset(&builder);
    cr_expect(builder.segment_terms == NULL && builder.segment_terms_capacity == 0);
    cr_expect(builder.segment_texts == NULL && builder.texts_capacity == 0);
    bag_builder_free(&builder);
    spill_close(spill);
}
