/* test_reference_likeness.c - two tellings beside texts on other matters, against moments worked out at once. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "reference_likeness.h"
#include "refusal.h"
#include "told_corpus.h"
#include "within_flow.h"

enum { SEGMENTS = 10, TEXTS = 12, RUSSIAN = 10, ALL_TEXTS = TEXTS + RUSSIAN + 1 };

static struct told_corpus *told;
static struct similarity_measure measure;
static struct source_pairs pairs;
static uint32_t counts[ALL_TEXTS][TOLD_COLUMNS];
static uint64_t starts[ALL_TEXTS + 1];
static uint32_t columns[ALL_TEXTS * TOLD_COLUMNS], kept[ALL_TEXTS * TOLD_COLUMNS];
static struct document documents[ALL_TEXTS];
static struct document *listed[ALL_TEXTS];

/* Text i holds column c (i + 1) (c + 3) mod 29 times; the last one is like the others, and short. */
static void make_texts(size_t count)
{
    uint64_t filled = 0;
    for (size_t i = 0; i < count; i++) {
        for (uint32_t column = 0; column < TOLD_COLUMNS; column++) {
            counts[i][column] = (uint32_t)((i + 1) * (column + 3) % 29);
            if (counts[i][column] > 0) {
                columns[filled] = column;
                kept[filled++] = counts[i][column];
            }
        }
        starts[i + 1] = filled;
        documents[i] = (struct document){.language = span_of(i < TEXTS || i + 1 == ALL_TEXTS ? "en" : "ru"),
                                         .tokens = i + 1 < ALL_TEXTS ? 400 : 399};
        listed[i] = &documents[i];
    }
    told->matrix->counts.reference =
        (struct reference_texts){.documents = listed, .document_count = count, .rows = {count, starts, columns, kept}};
}

static enum status fill(void *context, struct flow *flow)
{
    return source_pairs_open(&pairs, &told->tellings, &measure, flow) == STATUS_OK &&
                   reference_likeness_fill(&pairs, context, flow) == STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static void make(size_t texts)
{
    struct failure failure = {0};
    told = told_corpus_new(1, 2, SEGMENTS, 5);
    make_texts(texts);
    cr_assert_eq(similarity_open(&measure, &told->matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
}

static void make_all(void)
{
    make(ALL_TEXTS);
}

static void drop(void)
{
    source_pairs_close(&pairs);
    similarity_close(&measure);
    told_corpus_free(told);
}

static void run(void)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(fill, "other.ndjson", 2, &failure), STATUS_OK, "%s", failure.message);
}

/* The whole of a telling, and the similarities of both sides with texts from `first` on: mean and deviation. */
static void expect_moments(size_t first_a, size_t count_a, size_t first_b, size_t count_b)
{
    double values[2 * ALL_TEXTS], mean = 0, squares = 0;
    size_t count = 0;
    for (size_t side = 0; side < 2; side++) {
        uint32_t row[TOLD_COLUMNS] = {0};
        for (size_t segment = 0; segment < SEGMENTS; segment++) {
            for (size_t column = 0; column < TOLD_COLUMNS; column++) {
                row[column] += told->segment_counts[(side * SEGMENTS + segment) * TOLD_COLUMNS + column];
            }
        }
        const size_t first = side == 0 ? first_a : first_b, texts = side == 0 ? count_a : count_b;
        for (size_t i = first; i < first + texts; i++) {
            values[count++] = told_similarity(row, counts[i]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        mean += values[i];
    }
    mean /= (double)count;
    for (size_t i = 0; i < count; i++) {
        squares += (values[i] - mean) * (values[i] - mean);
    }
    const struct source_pair *const pair = &pairs.items[0];
    cr_assert_eq(pair->reference_pairs, count);
    cr_assert_float_eq(pair->reference_mean, mean, 1e-12);
    const double deviation = sqrt(squares / (double)(count - 1));
    cr_assert_float_eq(pair->reference_deviation, deviation, 1e-12);
    cr_assert_float_eq(reference_likeness_z(pair), (pair->similarity - mean) / deviation, 1e-9);
}

Test(reference_likeness, mean_and_deviation_are_of_both_sides_with_texts_of_the_other_sides_language, .init = make_all,
     .fini = drop)
{
    run();
    expect_moments(0, TEXTS, 0, TEXTS);
}

/* b is Russian: a is held against the Russian texts, b against the English ones. */
Test(reference_likeness, across_languages_each_side_is_replaced_by_a_text_of_its_own_language, .init = make_all,
     .fini = drop)
{
    told->tellings.units[1].language = span_of("ru");
    run();
    expect_moments(TEXTS, RUSSIAN, 0, TEXTS);
    cr_assert_eq(pairs.items[0].reference_texts, RUSSIAN);
}

static const char *status_of(double *z)
{
    static struct source_status status;
    struct source_finding found = {.reference_mean = NAN, .reference_deviation = NAN, .reference_z = NAN};
    status = (struct source_status){0};
    reference_likeness_judge(&pairs, &pairs.items[0], &found, &status);
    *z = found.reference_z;
    cr_assert_eq(isnan(found.reference_mean), found.reference_pairs == 0);
    return status.text;
}

Test(reference_likeness, of_few_texts_there_is_none_and_the_status_says_how_many, .fini = drop)
{
    double z;
    make(9);
    run();
    cr_assert_str_eq(status_of(&z), "no-reference: 9 texts");
    cr_assert(isnan(z));
}

Test(reference_likeness, a_text_of_399_words_is_none, .fini = drop)
{
    double z;
    make(10);
    documents[4].tokens = 399;
    run();
    cr_assert_str_eq(status_of(&z), "no-reference: 9 texts");
}

/* Columns 30 on are of events that nobody tells here. */
Test(reference_likeness, texts_that_are_all_alike_tell_nothing, .fini = drop)
{
    double z;
    make(10);
    for (size_t i = 0; i < 10; i++) {
        columns[i] = (uint32_t)(30 + i);
        kept[i] = 1;
        starts[i + 1] = i + 1;
    }
    run();
    cr_assert_str_eq(status_of(&z), "no-reference: all alike");
    cr_assert(isnan(z) && pairs.items[0].reference_pairs == 20);
}

Test(reference_likeness, a_telling_that_is_short_or_of_two_languages_has_none, .init = make_all, .fini = drop)
{
    double z;
    told->tellings.items[0].tokens = 399;
    run();
    cr_assert_str_eq(status_of(&z), "no-reference: too short");
    told->tellings.items[0].tokens = 400;
    cr_assert(isnan(z) && pairs.items[0].reference_pairs == 0);
}

Test(reference_likeness, without_texts_it_is_said_only_of_a_pair_without_a_null, .init = make_all, .fini = drop)
{
    struct failure failure = {0};
    double z;
    cr_assert_eq(within_flow(fill, NULL, 1, &failure), STATUS_OK);
    cr_assert_str_eq(status_of(&z), "no-reference: none given");
    pairs.items[0].null_used = 40;
    cr_assert_str_eq(status_of(&z), "");
    pairs.items[0].null_used = 0;
    told->tellings.items[1].tokens = 399;
    cr_assert_str_eq(status_of(&z), "");
}

Test(reference_likeness, refused_memory_is_told, .init = make_all, .fini = drop)
{
    for (long index = 0;; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = within_flow(fill, "other.ndjson", 1, &failure);
        const long asked = refuse_nothing();
        if (asked <= index) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_assert_eq(status, STATUS_FAILED);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        source_pairs_close(&pairs);
    }
}
