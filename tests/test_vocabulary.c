/* test_vocabulary.c - terms are counted, pruned as scikit-learn prunes them, and ordered by channel and bytes. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "vocabulary.h"
#include "within_flow.h"

static const struct frequency_bound no_minimum = {false, 1}, no_maximum = {true, 1};

static struct bag_term term_of(const char *text, enum channel channel, uint32_t count)
{
    return (struct bag_term){.term = span_of(text),
                             .channel = channel,
                             .background = NO_BACKGROUND,
                             .hash = span_hash(span_of(text)),
                             .number = BAG_UNNUMBERED,
                             .count = count};
}

static uint32_t add(struct vocabulary *vocabulary, struct bag_term term)
{
    struct failure failure = {0};
    uint32_t number = VOCABULARY_NONE;
    cr_assert_eq(vocabulary_add(vocabulary, &term, &number, &failure), STATUS_OK);
    return number;
}

static void add_form(struct vocabulary *vocabulary, uint32_t number, const char *surface, uint32_t count)
{
    struct failure failure = {0};
    const struct bag_form form = {.surface = span_of(surface), .count = count, .number = BAG_UNNUMBERED};
    uint32_t found;
    cr_assert_eq(vocabulary_add_form(vocabulary, number, &form, &found, &failure), STATUS_OK);
}

static struct vocabulary_arrangement arrange(const struct vocabulary *vocabulary, struct frequency_bound min,
                                             struct frequency_bound max, uint64_t documents)
{
    struct failure failure = {0};
    struct vocabulary_arrangement arrangement;
    cr_assert_eq(vocabulary_arrange(vocabulary, min, max, documents, NULL, &arrangement, &failure), STATUS_OK);
    return arrangement;
}

Test(vocabulary, the_same_bytes_in_two_channels_are_two_terms)
{
    struct vocabulary vocabulary = {0};
    const struct bag_term word = term_of("war", CHANNEL_WORD, 1), character = term_of("war", CHANNEL_CHARACTER, 1);
    cr_assert_eq(vocabulary_find(&vocabulary, &word), VOCABULARY_NONE);
    cr_assert_eq(add(&vocabulary, word), 0);
    cr_assert_eq(vocabulary_find(&vocabulary, &character), VOCABULARY_NONE);
    cr_assert_eq(add(&vocabulary, character), 1);
    cr_assert_eq(vocabulary_find(&vocabulary, &word), 0);
    vocabulary_free(&vocabulary);
}

Test(vocabulary, counts_are_summed_documents_counted_flags_united_and_the_largest_background_kept)
{
    struct vocabulary vocabulary = {0};
    struct bag_term term = term_of("russia", CHANNEL_WORD, 4000000000u);
    term.background = 0.25;
    add(&vocabulary, term);
    term.background = 0.5;
    term.flags = TERM_STATE_NAME;
    add(&vocabulary, term);
    term.background = NO_BACKGROUND;
    term.flags = 0;
    add(&vocabulary, term);
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, no_minimum, no_maximum, 3);
    cr_assert_eq(arrangement.term_count, 1);
    cr_assert_eq(arrangement.terms[0].count, UINT64_C(12000000000));
    cr_assert_eq(arrangement.terms[0].document_frequency, 3);
    cr_assert_eq(arrangement.terms[0].flags, TERM_STATE_NAME);
    cr_assert_eq(arrangement.terms[0].background, 0.5);
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

Test(vocabulary, a_word_that_stands_mostly_in_names_of_states_names_one)
{
    struct vocabulary vocabulary = {0};
    struct bag_term mostly = term_of("union", CHANNEL_WORD, 4), half = term_of("united", CHANNEL_WORD, 4);
    mostly.name_count = 2;
    half.name_count = 2;
    add(&vocabulary, mostly);
    add(&vocabulary, half);
    mostly.count = mostly.name_count = 1; /* 3 of 5; the other has 2 of 4 */
    add(&vocabulary, mostly);
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, no_minimum, no_maximum, 2);
    cr_assert_eq(arrangement.term_count, 2);
    cr_expect_eq(arrangement.terms[0].flags, TERM_STATE_NAME, "%.*s", SPAN_ARGUMENTS(arrangement.terms[0].term));
    cr_expect_eq(arrangement.terms[1].flags, 0);
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

Test(vocabulary, terms_are_ordered_by_channel_then_by_bytes_with_the_shorter_first)
{
    /* In the order that must come out; they are added from the last to the first. The first seven bytes decide for
     * some, what follows for others; a NUL byte is a byte like any other; U+FFFD (EF BF BD) is below U+1F600 (F0 9F 98
     * 80). */
    const struct bag_term terms[] = {
        term_of("Z", CHANNEL_WORD, 1),
        term_of("a", CHANNEL_WORD, 1),
        {.term = {"a\0", 2}, .channel = CHANNEL_WORD, .count = 1},
        term_of("abcdefg", CHANNEL_WORD, 1),
        term_of("abcdefgh", CHANNEL_WORD, 1),
        term_of("abcdefghA", CHANNEL_WORD, 1),
        term_of("b", CHANNEL_WORD, 1),
        term_of("\xD8\xAD\xD8\xB1\xD8\xA8", CHANNEL_WORD, 1),
        term_of("\xEF\xBF\xBD", CHANNEL_WORD, 1),
        term_of("\xF0\x9F\x98\x80", CHANNEL_WORD, 1),
        term_of("a b", CHANNEL_NGRAM, 1),
        term_of("a", CHANNEL_CHARACTER, 1),
        term_of("year:1925", CHANNEL_DATE, 1),
    };
    const size_t count = sizeof terms / sizeof *terms;
    struct vocabulary vocabulary = {0};
    for (size_t i = count; i-- > 0;) {
        add(&vocabulary, terms[i]);
    }
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, no_minimum, no_maximum, 1);
    cr_assert_eq(arrangement.term_count, count);
    for (size_t i = 0; i < count; i++) {
        cr_assert(span_equal(arrangement.terms[i].term, terms[i].term), "term %zu", i);
        cr_assert_eq(arrangement.terms[i].channel, terms[i].channel);
        cr_assert_eq(arrangement.numbers[count - 1 - i], i);
    }
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

Test(vocabulary, forms_come_commonest_first_then_by_bytes)
{
    struct vocabulary vocabulary = {0};
    const uint32_t war = add(&vocabulary, term_of("war", CHANNEL_WORD, 9)),
                   act = add(&vocabulary, term_of("act", CHANNEL_WORD, 1));
    add_form(&vocabulary, war, "wars", 2);
    add_form(&vocabulary, war, "War", 2);
    add_form(&vocabulary, act, "War", 1); /* the same surface under another term is another form */
    add_form(&vocabulary, war, "war", 1);
    add_form(&vocabulary, war, "war", 4);
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, no_minimum, no_maximum, 1);
    const struct vocabulary_term *const term = &arrangement.terms[1];
    cr_assert_eq(arrangement.terms[0].form_count, 1);
    cr_assert_eq(arrangement.terms[0].forms[0].count, 1);
    cr_assert_eq(term->form_count, 3);
    cr_assert(span_equal(term->forms[0].surface, span_of("war")));
    cr_assert_eq(term->forms[0].count, 5);
    cr_assert(span_equal(term->forms[1].surface, span_of("War")));
    cr_assert(span_equal(term->forms[2].surface, span_of("wars")));
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

Test(vocabulary, what_is_counted_by_number_is_counted_as_by_bytes)
{
    struct vocabulary vocabulary = {0};
    struct failure failure = {0};
    struct bag_term term = term_of("war", CHANNEL_WORD, 2);
    const struct bag_form wars = {.surface = span_of("wars"), .count = 2, .number = BAG_UNNUMBERED};
    uint32_t form;
    const uint32_t number = add(&vocabulary, term);
    cr_assert_eq(vocabulary_add_form(&vocabulary, number, &wars, &form, &failure), STATUS_OK);
    term.count = 5;
    term.background = 0.25;
    vocabulary_count(&vocabulary, number, &term);
    vocabulary_count_form(&vocabulary, form, 5);
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, no_minimum, no_maximum, 2);
    cr_assert_eq(arrangement.terms[0].count, 7);
    cr_assert_eq(arrangement.terms[0].document_frequency, 2);
    cr_assert_eq(arrangement.terms[0].background, 0.25);
    cr_assert_eq(arrangement.terms[0].forms[0].count, 7);
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

Test(vocabulary, strings_are_copied_unless_they_have_a_number)
{
    struct vocabulary vocabulary = {0};
    struct failure failure = {0};
    char passing[] = "peace";
    static const char lasting[] = "war", form_text[] = "wars";
    struct bag_term numbered = term_of(lasting, CHANNEL_WORD, 1);
    const struct bag_form form = {.surface = {form_text, 4}, .count = 1, .number = 3};
    uint32_t found;
    numbered.number = 5;
    add(&vocabulary, term_of(passing, CHANNEL_WORD, 1));
    const uint32_t number = add(&vocabulary, numbered);
    cr_assert_eq(vocabulary_add_form(&vocabulary, number, &form, &found, &failure), STATUS_OK);
    memset(passing, 'x', sizeof passing - 1);
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, no_minimum, no_maximum, 2);
    cr_expect(span_equal(arrangement.terms[0].term, span_of("peace")));
    cr_expect_eq(arrangement.terms[1].term.bytes, lasting);
    cr_expect_eq(arrangement.terms[1].forms[0].surface.bytes, form_text);
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

Test(vocabulary, pruned_terms_have_no_number_and_their_forms_go_with_them)
{
    struct vocabulary vocabulary = {0};
    const struct frequency_bound twice = {false, 2};
    const uint32_t rare = add(&vocabulary, term_of("a", CHANNEL_WORD, 1)),
                   kept = add(&vocabulary, term_of("b", CHANNEL_WORD, 1));
    add(&vocabulary, term_of("b", CHANNEL_WORD, 1));
    add_form(&vocabulary, rare, "A", 1);
    add_form(&vocabulary, kept, "B", 2);
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, twice, no_maximum, 2);
    cr_assert_eq(arrangement.term_count, 1);
    cr_assert_eq(arrangement.numbers[rare], VOCABULARY_NONE);
    cr_assert_eq(arrangement.numbers[kept], 0);
    cr_assert_eq(arrangement.terms[0].form_count, 1);
    cr_assert(span_equal(arrangement.terms[0].forms[0].surface, span_of("B")));
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

Test(vocabulary, what_an_arrangement_points_to_outlives_vocabulary_forget)
{
    struct vocabulary vocabulary = {0};
    char text[] = "war";
    add_form(&vocabulary, add(&vocabulary, term_of(text, CHANNEL_WORD, 1)), text, 1);
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, no_minimum, no_maximum, 1);
    vocabulary_forget(&vocabulary);
    memset(text, 'x', 3);
    cr_assert(span_equal(arrangement.terms[0].term, span_of("war")));
    cr_assert(span_equal(arrangement.terms[0].forms[0].surface, span_of("war")));
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

/* What CountVectorizer(min_df=, max_df=) of scikit-learn 1.2.1 keeps of terms that are in 1 .. N of N documents: the
 * lowest and the highest kept (run with /usr/bin/python3). 0.07 * 100 and 0.29 * 100 are not 7 and 29 in double
 * arithmetic. */
struct bounds_case {
    struct frequency_bound min, max;
    uint32_t documents, lowest, highest;
};

Test(vocabulary, bounds_keep_what_scikit_learn_keeps)
{
    const struct bounds_case cases[] = {
        {{false, 1}, {true, 1}, 5, 1, 5},        {{false, 2}, {true, 1}, 5, 2, 5},
        {{false, 2}, {false, 4}, 5, 2, 4},       {{true, 0.5}, {true, 1}, 5, 3, 5},
        {{true, 0.4}, {true, 1}, 5, 2, 5},       {{false, 1}, {true, 0.5}, 5, 1, 2},
        {{false, 1}, {true, 0.4}, 5, 1, 2},      {{true, 0}, {true, 1}, 5, 1, 5},
        {{true, 0.07}, {true, 1}, 100, 8, 100},  {{false, 1}, {true, 0.07}, 100, 1, 7},
        {{true, 0.29}, {true, 1}, 100, 29, 100}, {{false, 1}, {true, 0.29}, 100, 1, 28},
        {{true, 0.1}, {true, 0.9}, 7, 1, 6},     {{false, 3}, {false, 3}, 9, 3, 3},
        {{true, 0.34}, {true, 0.66}, 3, 1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (uint32_t df = 1; df <= cases[i].documents; df++) {
            cr_assert_eq(vocabulary_keeps(cases[i].min, cases[i].max, cases[i].documents, df),
                         cases[i].lowest <= df && df <= cases[i].highest, "case %zu, df %u", i, df);
        }
    }
}

/* ---- on several workers ---- */

enum { MANY = 20000, NAME_BYTES = 24 };

/* Names that share first bytes in all degrees, in no order, in two channels; each with up to four forms. */
static void fill_many(struct vocabulary *vocabulary)
{
    static char names[MANY][NAME_BYTES], surfaces[MANY][NAME_BYTES];
    struct failure failure = {0};
    for (size_t i = 0; i < MANY; i++) {
        const size_t shuffled = i * 7919 % MANY;
        (void)snprintf(names[i], NAME_BYTES, "%s%zu", shuffled % 3 == 0 ? "prefixes" : "", shuffled);
        const struct bag_term term = {.term = span_of(names[i]),
                                      .channel = shuffled % 5 == 0 ? CHANNEL_DATE : CHANNEL_WORD,
                                      .count = 1,
                                      .hash = span_hash(span_of(names[i])),
                                      .number = BAG_UNNUMBERED};
        uint32_t number;
        cr_assert_eq(vocabulary_add(vocabulary, &term, &number, &failure), STATUS_OK);
        for (size_t k = 0; k < shuffled % 4; k++) {
            (void)snprintf(surfaces[i], NAME_BYTES, "%zu%zu", k, shuffled);
            add_form(vocabulary, number, surfaces[i], (uint32_t)k);
        }
        if (shuffled % 11 == 0) {
            vocabulary_count(vocabulary, number, &term); /* in two documents */
        }
    }
}

struct arranged {
    struct vocabulary vocabulary;
    struct vocabulary_arrangement arrangement;
    struct frequency_bound min, max;
};

static enum status arrange_in(void *context, struct flow *flow)
{
    struct arranged *const arranged = context;
    return vocabulary_arrange(&arranged->vocabulary, arranged->min, arranged->max, 2, flow, &arranged->arrangement,
                              flow_failure(flow));
}

static void expect_same(const struct arranged *arranged)
{
    struct vocabulary_arrangement alone;
    struct failure failure = {0};
    cr_assert_eq(vocabulary_arrange(&arranged->vocabulary, arranged->min, arranged->max, 2, NULL, &alone, &failure),
                 STATUS_OK);
    cr_assert_eq(arranged->arrangement.term_count, alone.term_count);
    cr_assert_gt(alone.term_count, 0);
    size_t forms = 0;
    for (size_t i = 0; i < alone.term_count; i++) {
        const struct vocabulary_term *const one = &alone.terms[i], *const other = &arranged->arrangement.terms[i];
        cr_assert(span_equal(one->term, other->term), "term %zu", i);
        cr_assert_eq(one->channel, other->channel);
        cr_assert_eq(one->form_count, other->form_count);
        cr_assert_eq((size_t)(other->forms - arranged->arrangement.forms), forms, "term %zu", i);
        for (size_t k = 0; k < one->form_count; k++) {
            cr_assert(span_equal(one->forms[k].surface, other->forms[k].surface));
            cr_assert_eq(one->forms[k].count, other->forms[k].count);
        }
        forms += one->form_count;
        if (i > 0 && one->channel == alone.terms[i - 1].channel) {
            cr_assert_gt(span_compare(one->term, alone.terms[i - 1].term), 0);
        }
    }
    cr_assert_arr_eq(arranged->arrangement.numbers, alone.numbers,
                     arranged->vocabulary.entry_count * sizeof *alone.numbers);
    vocabulary_arrangement_free(&alone);
}

Test(vocabulary, several_workers_arrange_as_one_does)
{
    for (unsigned least = 1; least <= 2; least++) {
        struct arranged arranged = {.min = {false, least}, .max = {true, 1}};
        struct failure failure = {0};
        fill_many(&arranged.vocabulary);
        cr_assert_eq(within_flow(arrange_in, &arranged, 3, &failure), STATUS_OK, "%s", failure.message);
        expect_same(&arranged);
        vocabulary_arrangement_free(&arranged.arrangement);
        vocabulary_free(&arranged.vocabulary);
    }
}

/* 4,294,967,315 times, of which more in names than a counter of 32 bits holds. */
Test(vocabulary, a_word_in_more_names_than_can_be_counted_names_one_still)
{
    struct vocabulary vocabulary = {0};
    struct bag_term term = term_of("states", CHANNEL_WORD, UINT32_MAX);
    term.name_count = UINT32_MAX;
    add(&vocabulary, term);
    term.count = term.name_count = 20;
    add(&vocabulary, term);
    struct vocabulary_arrangement arrangement = arrange(&vocabulary, no_minimum, no_maximum, 2);
    cr_expect_eq(arrangement.terms[0].count, UINT64_C(4294967315));
    cr_expect_eq(arrangement.terms[0].flags, TERM_STATE_NAME);
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}
