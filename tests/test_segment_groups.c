/* test_segment_groups.c - runs of sentences of 50 words each. */
#include <criterion/criterion.h>

#include "segment_groups.h"
#include "told_corpus.h"

static struct told_corpus *told;

static void make(void)
{
    told = told_corpus_new(1, 1, 5, 3);
}

static void drop(void)
{
    told_corpus_free(told);
}

Test(segment_groups, a_run_ends_when_it_has_its_words_and_the_rest_joins_the_last, .init = make, .fini = drop)
{
    struct segment_groups groups;
    struct failure failure = {0};
    cr_assert_eq(segment_groups_make(&groups, &told->tellings, 0, 100, &failure), STATUS_OK);
    cr_assert(groups.count == 2 && groups.segment_count == 5);
    cr_assert(groups.starts[0] == 0 && groups.starts[1] == 2 && groups.starts[2] == 5);
    cr_assert(groups.words[0] == 100 && groups.words[1] == 150);
    cr_assert_eq(segment_groups_count(&told->tellings, 0, 100), 2);
    segment_groups_free(&groups);
}

Test(segment_groups, what_is_too_short_for_one_is_one_all_the_same, .init = make, .fini = drop)
{
    struct segment_groups groups;
    struct failure failure = {0};
    cr_assert_eq(segment_groups_make(&groups, &told->tellings, 0, 1000, &failure), STATUS_OK);
    cr_assert(groups.count == 1 && groups.starts[1] == 5 && groups.words[0] == 250);
    segment_groups_free(&groups);
}

Test(segment_groups, the_counts_of_all_groups_are_those_of_the_document, .init = make, .fini = drop)
{
    struct segment_groups groups;
    struct failure failure = {0};
    uint32_t sums[TOLD_COLUMNS] = {0};
    const struct term_row row = tellings_row(&told->tellings, 0);
    cr_assert_eq(segment_groups_make(&groups, &told->tellings, 0, GROUP_WORDS, &failure), STATUS_OK);
    cr_assert_eq(groups.count, 5);
    for (size_t group = 0; group < groups.count; group++) {
        segment_groups_add(&groups, &told->tellings.counts->segments, group, sums);
    }
    for (size_t i = 0; i < row.count; i++) {
        cr_assert_eq(sums[row.columns[i]], row.counts[i]);
        sums[row.columns[i]] = 0;
    }
    for (size_t column = 0; column < TOLD_COLUMNS; column++) {
        cr_assert_eq(sums[column], 0);
    }
    segment_groups_free(&groups);
}

Test(segment_groups, where_segments_are_not_kept_there_are_none, .init = make, .fini = drop)
{
    told->tellings.units[0].range_count = 0;
    cr_assert_eq(segment_groups_count(&told->tellings, 0, GROUP_WORDS), 0);
}
