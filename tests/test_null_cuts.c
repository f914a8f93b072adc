/* test_null_cuts.c - a cut is whole sentences up to the length, the same for the same key, and room is used again. */
#include <criterion/criterion.h>

#include "null_cuts.h"
#include "refusal.h"
#include "told_corpus.h"

enum { SEGMENTS = 12, TELLINGS = 4, LENGTH = 400 };

static struct told_corpus *told;
static struct similarity_measure measure;
static struct segment_groups groups[TELLINGS];
static struct null_cuts cuts;

static void make(void)
{
    struct failure failure = {0};
    told = told_corpus_new(2, 2, SEGMENTS, 5);
    cr_assert_eq(similarity_open(&measure, &told->matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    for (size_t i = 0; i < TELLINGS; i++) {
        cr_assert_eq(segment_groups_make(&groups[i], &told->tellings, i, GROUP_WORDS, &failure), STATUS_OK);
    }
    cr_assert_eq(null_cuts_open(&cuts, &told->tellings, groups, &failure), STATUS_OK);
}

static void drop(void)
{
    null_cuts_close(&cuts);
    for (size_t i = 0; i < TELLINGS; i++) {
        segment_groups_free(&groups[i]);
    }
    similarity_close(&measure);
    told_corpus_free(told);
}

TestSuite(null_cuts, .init = make, .fini = drop);

static void add(size_t telling)
{
    struct failure failure = {0};
    cr_assert_eq(null_cuts_add(&cuts, telling, &failure), STATUS_OK);
}

static uint64_t words_of(size_t telling)
{
    const struct scaled_row row = null_cuts_row(&cuts, telling);
    uint64_t words = 0;
    for (size_t i = 0; i < row.row.count; i++) {
        words += row.row.counts[i];
    }
    return words;
}

/* Sentences of 50 words are groups of their own: eight reach 400. */
Test(null_cuts, a_cut_ends_with_the_sentence_that_reaches_the_length)
{
    add(0);
    add(2);
    add(0);
    cr_assert_eq(cuts.count, 2);
    null_cuts_draw(&cuts, &measure, 1, LENGTH, 0);
    cr_assert(words_of(0) == LENGTH && words_of(2) == LENGTH);
    null_cuts_draw(&cuts, &measure, 1, LENGTH - 1, 0);
    cr_assert_eq(words_of(0), LENGTH);
    null_cuts_draw(&cuts, &measure, 1, 100000, 0);
    cr_assert_eq(words_of(2), SEGMENTS * TOLD_SEGMENT_WORDS);
}

Test(null_cuts, one_key_gives_one_cut_and_another_draw_or_seed_another)
{
    add(1);
    null_cuts_draw(&cuts, &measure, 1, LENGTH, 3);
    struct scaled_row row = null_cuts_row(&cuts, 1);
    uint32_t columns[TOLD_COLUMNS], counts[TOLD_COLUMNS];
    const size_t count = row.row.count;
    memcpy(columns, row.row.columns, count * sizeof *columns);
    memcpy(counts, row.row.counts, count * sizeof *counts);
    null_cuts_forget(&cuts);
    add(3);
    add(1); /* in the second place now */
    null_cuts_draw(&cuts, &measure, 1, LENGTH, 3);
    row = null_cuts_row(&cuts, 1);
    cr_assert_eq(row.row.count, count);
    cr_assert_arr_eq(row.row.columns, columns, count * sizeof *columns);
    cr_assert_arr_eq(row.row.counts, counts, count * sizeof *counts);
    null_cuts_draw(&cuts, &measure, 1, LENGTH, 4);
    row = null_cuts_row(&cuts, 1);
    cr_assert(row.row.count != count || memcmp(row.row.counts, counts, count * sizeof *counts) != 0);
    null_cuts_draw(&cuts, &measure, 2, LENGTH, 3);
    row = null_cuts_row(&cuts, 1);
    cr_assert(row.row.count != count || memcmp(row.row.counts, counts, count * sizeof *counts) != 0);
}

Test(null_cuts, every_refused_allocation_is_a_memory_failure)
{
    null_cuts_close(&cuts);
    long refused = 0;
    for (bool was_refused = true; was_refused; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        enum status status = null_cuts_open(&cuts, &told->tellings, groups, &failure);
        status = status == STATUS_OK ? null_cuts_add(&cuts, 0, &failure) : status;
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        null_cuts_close(&cuts);
    }
    cr_assert_eq(refused, 8);
}
