/* test_spill_growth.c - against powers and sums by hand. */
#include <criterion/criterion.h>

#include <malloc.h>
#include <math.h>
#include <stdio.h>

#include "harness.h"
#include "matrix.h"
#include "spill_growth.h"
#include "stages.h"

static struct spill_growth growth;

static void forget(void)
{
    growth = (struct spill_growth){0};
}

TestSuite(spill_growth, .init = forget);

static double bytes_to_come(const struct spill_note *now, uint64_t expected)
{
    const struct spill_words words = spill_growth_words(&growth, now, expected);
    return spill_growth_bytes(&growth, now, expected, &words);
}

static struct spill_note note_of_terms(uint64_t documents, double terms, uint64_t bytes)
{
    return (struct spill_note){documents, bytes, {.terms = (uint64_t)round(terms)}};
}

/* Terms behind 256, 512 and 1,024 documents; those of 1,024 are now. */
static struct spill_note noted(double first, double second, double now)
{
    const struct spill_note notes[] = {note_of_terms(256, first, 0), note_of_terms(512, second, 0)};
    forget();
    spill_growth_add(&growth, &notes[0]);
    spill_growth_add(&growth, &notes[1]);
    return note_of_terms(1024, now, 0);
}

Test(spill_growth, words_that_grew_with_a_power_of_the_documents_grow_on_with_it)
{
    static const double powers[] = {0.25, 0.5, 0.75, 1};
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
        const struct spill_note now = noted(1e6, 1e6 * pow(2, powers[i]), 1e6 * pow(4, powers[i]));
        const double expected = 1e6 * pow(64, powers[i]);
        cr_expect_float_eq((double)spill_growth_words(&growth, &now, 256 * 64).terms / expected, 1, 1e-5);
    }
}

/* Powers of .8 and .4: of half the ratio, 3/4, are .3, .225, and half a doubling with .16875. */
Test(spill_growth, a_power_that_falls_falls_on_by_half_the_ratio)
{
    const struct spill_note now = noted(1e6, 1e6 * pow(2, 0.8), 1e6 * pow(2, 1.2));
    const double expected = 1e6 * pow(2, 1.2 + 0.3 + 0.225 + 0.16875 / 2);
    cr_expect_float_eq((double)spill_growth_words(&growth, &now, 5793).terms / expected, 1, 1e-4);
}

/* 1,000 terms behind 16 documents, 2,000 behind 64, 2,080 behind 65: a power of 1/2, where the last two tell one
 * of 2.5, which is taken for 1. */
Test(spill_growth, the_early_documents_tell_the_power_until_twice_as_many_are_noted)
{
    const struct spill_note very_first = note_of_terms(1, 900, 0), early = note_of_terms(16, 1000, 0),
                            first = note_of_terms(64, 2000, 0), now = note_of_terms(65, 2080, 0);
    spill_growth_add(&growth, &very_first);
    spill_growth_add(&growth, &early);
    spill_growth_add(&growth, &first);
    const double power = log(2.08) / log(65. / 16);
    cr_expect_float_eq((double)spill_growth_words(&growth, &now, 6500).terms, 2080 * pow(100, power), 2);
    const struct spill_note later = note_of_terms(128, 3000, 0); /* power and half the ratio: .585, .792 of it */
    cr_expect_float_eq((double)spill_growth_words(&growth, &later, 256).terms,
                       3000 * exp2(log2(1.5) * (1 + log2(1.5)) / 2), 2);
}

/* 16 documents are more than half of 30: what grew behind 24 tells the power. That of before is not known, and taken
 * for 1; half the ratio to it is left of the power with a doubling. */
Test(spill_growth, early_documents_tell_nothing_before_twice_as_many_have_come)
{
    const struct spill_note early = note_of_terms(16, 1000, 0), last = note_of_terms(24, 1000, 0),
                            now = note_of_terms(30, 1200, 0);
    spill_growth_add(&growth, &early);
    spill_growth_add(&growth, &last);
    const double power = log(1.2) / log(1.25);
    cr_expect_float_eq((double)spill_growth_words(&growth, &now, 60).terms, 1200 * exp2(power * (1 + power) / 2), 2);
}

Test(spill_growth, each_kind_grows_by_its_own_power_and_entries_with_the_documents)
{
    const struct spill_note half = {512, 0, {.learned = 1000, .forms = 500, .terms = 100, .entries = 4000}},
                            quarter = {256, 0, {.learned = 500, .forms = 500, .terms = 50, .entries = 2000}},
                            now = {1024, 0, {.learned = 2000, .forms = 500, .terms = 200, .entries = 9000}};
    spill_growth_add(&growth, &quarter);
    spill_growth_add(&growth, &half);
    const struct spill_words words = spill_growth_words(&growth, &now, 2048);
    cr_expect_eq(words.learned, 4000);
    cr_expect_eq(words.forms, 500);
    cr_expect_eq(words.terms, 400);
    cr_expect_eq(words.entries, 18000);
}

/* 16 times the words: terms grew by 2 while words that were learned grew by 4, a power of 1/2, of which 3/4 is left on
 * the safe side of it. */
Test(spill_growth, what_was_seen_ahead_is_taken_and_of_new_words_ever_fewer_are_new_terms)
{
    const struct spill_note half = {512, 0, {.learned = 1000, .forms = 500, .terms = 100, .entries = 4000}},
                            now = {1024, 0, {.learned = 4000, .forms = 700, .terms = 200, .entries = 9000}};
    const struct spill_outlook seen = {.documents = 5000, .words = 16, .learned = 20, .text = 7};
    spill_growth_add(&growth, &half);
    const struct spill_words words = spill_growth_seen(&growth, &now, &seen);
    cr_expect_eq(words.learned, 80000);
    cr_expect_eq(words.forms, 11200);
    cr_expect_eq(words.terms, 1600, "of 16 to the power of 3/4");
    cr_expect_eq(words.entries, 63000);
    forget();
    spill_growth_add(&growth, &now);
    cr_expect_eq(spill_growth_seen(&growth, &now, &seen).terms, 3200, "nothing is known of the power");
}

Test(spill_growth, words_never_grow_faster_than_documents_nor_shrink)
{
    struct spill_note now = noted(100, 400, 4000);
    cr_expect_eq(spill_growth_words(&growth, &now, 4096).terms, 16000);
    now = noted(100, 100, 100);
    cr_expect_eq(spill_growth_words(&growth, &now, 4096).terms, 100);
    cr_expect_eq(spill_growth_words(&growth, &now, 1024).terms, 100);
    cr_expect_eq(spill_growth_words(&growth, &now, 0).terms, 100);
    forget();
    cr_expect_eq(spill_growth_words(&growth, &now, 4096).terms, 100, "nothing was noted yet");
    cr_expect_eq(bytes_to_come(&now, 4096), 0);
}

Test(spill_growth, the_first_documents_are_noted_once_and_then_each_fifth_more)
{
    size_t notes = 0;
    cr_expect(spill_growth_is_due(&growth, 900), "without a first note any is one");
    for (uint64_t documents = 1; documents <= 10000; documents++) {
        if (spill_growth_is_due(&growth, documents)) {
            const struct spill_note note = {.documents = documents};
            spill_growth_add(&growth, &note);
            notes += documents > 64;
        }
        cr_assert(documents > 64 || (growth.note_count == 1 && growth.notes[0].documents == documents));
    }
    cr_expect_eq(growth.note_count, notes + 1);
    cr_expect_geq(notes, 27, "10,000 is 64 times the 27th power of 1.2");
    cr_expect_leq(notes, 28);
    for (uint64_t documents = 10000; growth.note_count < SPILL_NOTES; documents += documents / 5) {
        const struct spill_note note = {.documents = documents};
        spill_growth_add(&growth, &note);
    }
    cr_expect_not(spill_growth_is_due(&growth, UINT64_MAX), "there is room for no more");
}

/* Twice the documents bring as many of each again. */
Test(spill_growth, little_that_was_seen_is_taken_to_cost_what_was_measured)
{
    const struct spill_note quarter = {256, 0, {.learned = 25, .forms = 50, .terms = 75, .entries = 1}},
                            half = {512, 0, {.learned = 50, .forms = 100, .terms = 150, .entries = 1}},
                            now = {1024, 0, {.learned = 100, .forms = 200, .terms = 300, .entries = 1}};
    spill_growth_add(&growth, &quarter);
    spill_growth_add(&growth, &half);
    const double expected = 100 * 270 + 200 * 80 + 300 * 170 + 1024 * 310;
    /* what was seen, .34 MB from the first quarter on, took nothing: 1/48 less, by a quarter at the most */
    cr_expect_float_eq(bytes_to_come(&now, 2048), expected, expected / 100);
}

/* A million terms more took 340 MB: twice what was measured, and so will those to come. */
Test(spill_growth, much_that_was_seen_tells_what_more_of_it_costs)
{
    const struct spill_note quarter = note_of_terms(256, 250000, 85000000),
                            half = note_of_terms(512, 500000, 170000000), now = note_of_terms(1024, 1000000, 340000000);
    spill_growth_add(&growth, &quarter);
    spill_growth_add(&growth, &half);
    cr_expect_float_eq(bytes_to_come(&now, 4096) / (3 * 340e6), 1, 0.01);
}

/* 170 bytes a term were measured, of which 127 MB from 250,000 on; what was seen is 24 times as much, and none of it.
 */
Test(spill_growth, what_was_seen_is_believed_from_three_quarters_to_eight_times_what_was_measured)
{
    static const struct {
        uint64_t seen;
        double factor;
    } cases[] = {{6 * 127500000ull, 6}, {24 * 127500000ull, 8}, {0, 0.75}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct spill_note quarter = note_of_terms(256, 250000, 0), half = note_of_terms(512, 500000, 0),
                                now = note_of_terms(1024, 1000000, cases[i].seen);
        forget();
        spill_growth_add(&growth, &quarter);
        spill_growth_add(&growth, &half);
        cr_expect_float_eq(bytes_to_come(&now, 4096) / (cases[i].factor * 3 * 170e6), 1, 0.01);
    }
}

Test(spill_growth, without_words_it_grows_with_the_documents)
{
    const struct spill_note quarter = {250, 1000, {0}}, now = {1000, 4000, {0}};
    spill_growth_add(&growth, &quarter);
    cr_expect_eq(bytes_to_come(&now, 3000), 8000);
    const struct spill_note less = {1000, 500, {0}};
    cr_expect_eq(bytes_to_come(&less, 3000), 0);
}

/* ---- the measured bytes, against a pipeline ---- */

enum { NOTED_FIRST = 128, NOTED = 256, ALL = 2048, NEW_WORDS = 20, WORD_BYTES = 6 };

static size_t held[ALL + 1]; /* bytes of malloc in use behind so many documents */
static size_t term_count;

static enum status measure(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    const struct mallinfo2 facts = mallinfo2();
    held[flow_document(flow)->number + 1] = facts.uordblks + facts.hblkhd;
    return flow_emit(flow, record);
}

static const struct stage_type measure_stage = {.name = "measure",
                                                .placement = IN_ORDER,
                                                .consumes = RECORD_BAG,
                                                .produces = RECORD_BAG,
                                                .state_size = 1,
                                                .accept = measure};

static void count_terms(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    term_count = record->as.counts->term_count;
}

/* Words that no other document has: five consonants, as no suffix has them, tell the number. */
static void write_words(char *text, size_t document)
{
    for (size_t i = 0; i < NEW_WORDS; i++) {
        size_t number = document * NEW_WORDS + i;
        for (size_t place = 0; place < WORD_BYTES - 1; place++, number /= 10) {
            text[i * WORD_BYTES + place] = "bcdfghklmn"[number % 10];
        }
        text[i * WORD_BYTES + WORD_BYTES - 1] = ' ';
    }
}

/* Foreseen from 256 documents for all of them, in bytes that they really took. */
static double foreseen_share(enum command command)
{
    static struct harness_document documents[ALL];
    static char texts[ALL][NEW_WORDS * WORD_BYTES + 1], names[ALL][8];
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&read_stage, &tokenize_stage, &stem_stage, &dates_stage, &count_stage,
                                         &measure_stage, &vectorize_stage},
                              .stage_count = 7,
                              .documents = documents,
                              .document_count = ALL,
                              .collect = count_terms};
    harness.settings.command = command;
    harness.settings.language = "en";
    for (size_t i = 0; i < ALL; i++) {
        write_words(texts[i], i);
        (void)snprintf(names[i], sizeof names[i], "%zu", i);
        documents[i] = (struct harness_document){
            .declared = {.id = span_of(names[i])}, .input_kind = INPUT_TEXT, .payload = texts[i]};
    }
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_assert_eq(term_count, ALL * NEW_WORDS);
    forget();
    struct spill_note note = {0};
    for (uint64_t count = NOTED_FIRST; count <= NOTED; count *= 2) {
        const uint64_t words = count * NEW_WORDS, forms = command == COMMAND_COMPARE ? words : 0;
        note = (struct spill_note){
            count, held[count], {.learned = words, .forms = forms, .terms = words, .entries = words}};
        spill_growth_add(&growth, &note);
    }
    return bytes_to_come(&note, ALL) / ((double)held[ALL] - (double)held[NOTED]);
}

/* One worker takes less than was measured with several, whose heaps have gaps of their own: 1.3 times as much is
 * foreseen. */
Test(spill_growth, words_and_documents_take_about_what_is_foreseen_of_them)
{
    const double counted = foreseen_share(COMMAND_NEAREST);
    if (held[ALL] == 0) {
        cr_skip_test("another malloc does not tell what is in use");
    }
    const double with_forms = foreseen_share(COMMAND_COMPARE);
    cr_expect(counted > 1 && counted < 1.5, "%g", counted);
    cr_expect(with_forms > 1 && with_forms < 1.5, "%g", with_forms);
}
