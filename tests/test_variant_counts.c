/* test_variant_counts.c - one text read by other rules, counted by hand. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "refusal.h"
#include "variant_counts.h"

enum { AND, TREATIES, TREATY, SOVIET, YEAR, NOTE, FORMS };

static const struct span and_terms[] = {{"and", 3}, {"and", 3}, {"and", 3}};
static const struct span treaties_terms[] = {{"treaty", 6}, {"treati", 6}, {"treaties", 8}};
static const struct span treaty_terms[] = {{"treaty", 6}, {"treati", 6}, {"treaty", 6}};
static const struct span soviet_terms[] = {{"soviet", 6}, {"soviet", 6}, {"soviet", 6}};
static const struct span note_terms[] = {{"ibid", 4}, {"ibid", 4}, {"ibid", 4}};
static const struct full_form forms[FORMS] = {
    [AND] = {{.class = FORM_STOP, .background = 0.9, .has_more = true}, .choices = and_terms},
    [TREATIES] = {{.class = FORM_TERM, .background = 0.1, .has_more = true}, .choices = treaties_terms},
    [TREATY] = {{.class = FORM_TERM, .background = 0.2, .has_more = true}, .choices = treaty_terms},
    [SOVIET] = {{.class = FORM_TERM, .background = 0.3, .flags = TERM_STATE_NAME, .has_more = true},
                .choices = soviet_terms},
    [YEAR] = {{.class = FORM_DATE, .channel = CHANNEL_DATE, .term = {"year:1925", 9}, .background = NO_BACKGROUND}},
    [NOTE] = {{.class = FORM_TERM, .background = 0.4, .has_more = true}, .choices = note_terms},
};
static const struct read_form read_forms[FORMS] = {{&forms[AND].form, true},    {&forms[TREATIES].form, true},
                                                   {&forms[TREATY].form, true}, {&forms[SOVIET].form, true},
                                                   {&forms[YEAR].form, true},   {&forms[NOTE].form, false}};
/* "treaties and Soviet treaty (1925) [note]"; "and treaty" */
static const uint32_t items[] = {TREATIES, AND, SOVIET, TREATY, YEAR, NOTE, AND, TREATY};
static const uint64_t starts[] = {0, 6, 8};

static enum status open_counts(struct variant_counts *made, const struct counts *counts, const struct variant *variant,
                               uint64_t length, struct failure *failure)
{
    struct variant_terms terms;
    *made = (struct variant_counts){0};
    enum status status = variant_terms_open(&terms, &counts->readings, variant->stem, failure);
    if (status == STATUS_OK) {
        status = variant_counts_open(made, counts, variant, &terms, length, failure);
    }
    variant_terms_close(&terms);
    return status;
}

static char seen[512];

/* "term count ...|" for each row. */
static const char *counted(struct variant variant, uint64_t length)
{
    const struct counts counts = {.readings = {read_forms, FORMS, 2, starts, items, NULL, NULL}};
    struct variant_counts made;
    struct failure failure = {0};
    seen[0] = '\0';
    cr_assert_eq(open_counts(&made, &counts, &variant, length, &failure), STATUS_OK);
    for (size_t row = 0; row < 2; row++) {
        for (uint64_t i = made.counts.rows.starts[row]; i < made.counts.rows.starts[row + 1]; i++) {
            const struct vocabulary_term *const term = &made.counts.terms[made.counts.rows.columns[i]];
            const size_t used = strlen(seen);
            (void)snprintf(seen + used, sizeof seen - used, "%.*s %u ", SPAN_ARGUMENTS(term->term),
                           made.counts.rows.counts[i]);
        }
        strcat(seen, "|");
    }
    variant_counts_close(&made);
    return seen;
}

Test(variant_counts, each_rule_counts_as_one_counts_by_hand)
{
    cr_expect_str_eq(counted((struct variant){.stop_words = true}, 0), "soviet 1 treaty 2 year:1925 1 |treaty 1 |");
    cr_expect_str_eq(counted((struct variant){0}, 0), "and 1 soviet 1 treaty 2 year:1925 1 |and 1 treaty 1 |");
    cr_expect_str_eq(counted((struct variant){.stem = STEM_CHOICE_SNOWBALL, .stop_words = true}, 0),
                     "soviet 1 treati 2 year:1925 1 |treati 1 |");
    cr_expect_str_eq(counted((struct variant){.stem = STEM_CHOICE_NONE, .stop_words = true}, 0),
                     "soviet 1 treaties 1 treaty 1 year:1925 1 |treaty 1 |");
    cr_expect_str_eq(counted((struct variant){.stop_words = true, .keep_apparatus = true}, 0),
                     "ibid 1 soviet 1 treaty 2 year:1925 1 |treaty 1 |");
    cr_expect_str_eq(counted((struct variant){.stop_words = true, .without_names = true}, 0),
                     "treaty 2 year:1925 1 |treaty 1 |");
}

/* So many that a row of two touches few of them, and alike in more bytes than are compared first. */
Test(variant_counts, columns_are_in_the_order_of_their_terms_and_so_is_each_row)
{
    enum { MANY = 3000, TEXT_BYTES = 32 };
    static char texts[MANY][TEXT_BYTES];
    static struct form many[MANY];
    static struct read_form read[MANY];
    const uint32_t two[] = {MANY - 1, 0};
    static uint32_t all[MANY + 2];
    for (uint32_t i = 0; i < MANY; i++) {
        const int length = snprintf(texts[i], TEXT_BYTES, "as long a beginning %u", (i * 1789) % MANY);
        many[i] = (struct form){.class = FORM_DATE, .channel = CHANNEL_DATE, .term = {texts[i], (size_t)length}};
        read[i] = (struct read_form){&many[i], true};
        all[i] = MANY - 1 - i;
    }
    memcpy(&all[MANY], two, sizeof two);
    const uint64_t rows[] = {0, MANY, MANY + 2};
    const struct counts counts = {.readings = {read, MANY, 2, rows, all, NULL, NULL}};
    struct variant_counts made;
    struct failure failure = {0};
    cr_assert_eq(open_counts(&made, &counts, &(struct variant){0}, 0, &failure), STATUS_OK);
    cr_assert_eq(made.counts.term_count, MANY);
    cr_assert_eq(made.counts.rows.starts[2], MANY + 2);
    for (size_t i = 1; i < MANY; i++) {
        cr_expect_lt(span_compare(made.counts.terms[i - 1].term, made.counts.terms[i].term), 0, "term %zu", i);
        cr_expect_eq(made.counts.rows.columns[i], i);
    }
    cr_expect_lt(made.counts.rows.columns[MANY], made.counts.rows.columns[MANY + 1]);
    cr_expect(span_equal(made.counts.terms[made.form_terms[0]].term, span_of(texts[0])));
    cr_expect_eq(made.counts.terms[made.form_terms[0]].document_frequency, 2);
    cr_expect_eq(made.counts.terms[made.form_terms[1]].document_frequency, 1);
    variant_counts_close(&made);
}

/* "the Soviet Union [and] union United States", the last two of which are a name without a state's word. */
Test(variant_counts, words_mostly_in_names_of_several_words_go_with_the_names)
{
    enum { THE, SOVIETS, UNION, UNITED, STATES, WORDS };
    static const struct full_form words[WORDS] = {
        [THE] = {{.class = FORM_STOP}},
        [SOVIETS] =
            {{.class = FORM_TERM, .term = {"soviet", 6}, .flags = TERM_STATE_NAME | TERM_NAME_PART, .has_more = true},
             .name_firsts = 1},
        [UNION] = {{.class = FORM_TERM, .term = {"union", 5}, .flags = TERM_NAME_PART, .has_more = true},
                   .name_seconds = 1},
        [UNITED] = {{.class = FORM_TERM, .term = {"unit", 4}, .flags = TERM_NAME_PART, .has_more = true},
                    .name_firsts = 2},
        [STATES] = {{.class = FORM_TERM, .term = {"state", 5}, .flags = TERM_NAME_PART, .has_more = true},
                    .name_seconds = 2},
    };
    static const struct read_form read[WORDS] = {{&words[THE].form, true},
                                                 {&words[SOVIETS].form, true},
                                                 {&words[UNION].form, true},
                                                 {&words[UNITED].form, true},
                                                 {&words[STATES].form, true}};
    static const uint32_t text[] = {THE, SOVIETS, UNION, THE, UNION, UNITED, STATES};
    static const uint64_t ends[] = {0, 7};
    const struct counts counts = {.readings = {read, WORDS, 1, ends, text, NULL, NULL}};
    const struct variant variant = {.stop_words = true, .without_names = true};
    struct variant_counts made;
    struct failure failure = {0};
    cr_assert_eq(open_counts(&made, &counts, &variant, 0, &failure), STATUS_OK);
    cr_assert_eq(made.counts.rows.starts[1], 1, "union: one of two; the rest are names");
    cr_expect(span_equal(made.counts.terms[made.counts.rows.columns[0]].term, span_of("union")));
    cr_expect_eq(made.counts.rows.counts[0], 2);
    variant_counts_close(&made);
}

Test(variant_counts, a_text_is_cut_behind_so_many_words_stop_words_included)
{
    cr_expect_str_eq(counted((struct variant){.stop_words = true, .one_length = true}, 3),
                     "soviet 1 treaty 1 |treaty 1 |");
    cr_expect_str_eq(counted((struct variant){.stop_words = true, .one_length = true}, 4),
                     "soviet 1 treaty 2 year:1925 1 |treaty 1 |");
}

/* "treaties and Soviet" / "treaty (1925) [note]"; "and treaty" */
Test(variant_counts, sentences_are_counted_whole_where_the_readings_know_them)
{
    static const uint64_t segment_items[] = {0, 3, 6}, segment_starts[] = {0, 2, 3};
    static const uint32_t columns[] = {0, 1, 1, 2, 1}; /* soviet treaty | treaty year:1925 | treaty */
    static const uint64_t rows[] = {0, 2, 4, 5};
    const struct counts counts = {.readings = {read_forms, FORMS, 2, starts, items, segment_items, NULL},
                                  .segments = {.row_count = 3},
                                  .segment_starts = segment_starts};
    const struct variant variant = {.stop_words = true, .one_length = true};
    struct variant_counts made;
    struct failure failure = {0};
    cr_assert_eq(open_counts(&made, &counts, &variant, 1, &failure), STATUS_OK);
    cr_assert_eq(made.counts.segments.row_count, 3);
    cr_expect_arr_eq(made.counts.segments.starts, rows, sizeof rows);
    cr_expect_arr_eq(made.counts.segments.columns, columns, sizeof columns);
    cr_expect_eq(made.counts.rows.starts[2], 1); /* cut to one word each, the second of which is a stop word */
    cr_expect_eq(made.counts.terms[1].document_frequency, 2);
    cr_expect_eq(made.counts.terms[1].count, 3);
    variant_counts_close(&made);
}

Test(variant_counts, document_frequencies_and_backgrounds_are_of_the_variant)
{
    const struct counts counts = {.readings = {read_forms, FORMS, 2, starts, items, NULL, NULL}};
    const struct variant variant = {.stop_words = true};
    struct variant_counts made;
    struct failure failure = {0};
    cr_assert_eq(open_counts(&made, &counts, &variant, 0, &failure), STATUS_OK);
    cr_assert_eq(made.counts.term_count, 3);
    cr_expect_eq(made.counts.terms[1].document_frequency, 2);
    cr_expect_eq(made.counts.terms[1].count, 3);
    cr_expect_eq(made.counts.terms[1].background, 0.2);
    cr_expect_eq(made.counts.terms[0].flags, TERM_STATE_NAME);
    cr_expect_eq(made.counts.document_count, 2);
    variant_counts_close(&made);
}

Test(variant_counts, refused_memory_is_a_failure_without_leak)
{
    const struct counts counts = {.readings = {read_forms, FORMS, 2, starts, items, NULL, NULL}};
    const struct variant variant = {0};
    for (long index = 0;; index++) {
        struct variant_counts made;
        struct failure failure = {0};
        refuse_allocation(index, true);
        const enum status status = open_counts(&made, &counts, &variant, 0, &failure);
        refuse_nothing();
        variant_counts_close(&made);
        if (status == STATUS_OK) {
            cr_expect(index > 5);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
}
