/* test_segment_groups.c - a telling cut into runs of sentences, a giant one's of the spill. */
#include <criterion/criterion.h>

#include "segment_groups.h"
#include "spill.h"

enum { SEGMENTS = 200001, GROUPS = SEGMENTS / 2 };

static struct segment_text texts[SEGMENTS];
static uint64_t starts[SEGMENTS + 1];
static uint32_t columns[SEGMENTS], ones[SEGMENTS];

/* Sentences of a word each, the first and the second in turn, cut at two words: one is left over and joins the last. */
static void cut_giant(struct spill *spill, struct segment_groups *groups)
{
    const struct segment_range range = {.first = 0, .end = SEGMENTS};
    struct telling_unit unit = {.ranges = &range, .range_count = 1};
    struct telling telling = {.unit_count = 1};
    const struct counts counts = {.spill = spill, .segment_texts = texts};
    const struct tellings tellings = {
        .counts = &counts, .units = &unit, .unit_count = 1, .items = &telling, .count = 1};
    struct failure failure = {0};
    for (size_t i = 0; i < SEGMENTS; i++) {
        texts[i].words = ones[i] = 1;
        columns[i] = i % 2;
        starts[i + 1] = i + 1;
    }
    cr_assert_eq(segment_groups_make(groups, &tellings, 0, 2, &failure), STATUS_OK, "%s", failure.message);
}

static void expect_giant(const struct segment_groups *groups)
{
    const struct count_rows rows = {.starts = starts, .columns = columns, .counts = ones, .row_count = SEGMENTS};
    cr_assert_eq(groups->count, GROUPS);
    cr_assert_eq(groups->segment_count, SEGMENTS);
    for (size_t group = 0; group < GROUPS; group++) {
        const bool is_last = group == GROUPS - 1;
        uint32_t sums[2] = {0};
        segment_groups_add(groups, &rows, group, sums);
        cr_assert_eq(groups->words[group], is_last ? 3 : 2);
        cr_assert(sums[0] == (is_last ? 2 : 1) && sums[1] == 1, "group %zu", group);
    }
}

Test(segment_groups, those_of_a_giant_telling_are_of_the_spill)
{
    struct spill *spill = NULL;
    struct failure failure = {0};
    struct segment_groups groups;
    cr_assert_eq(spill_open(&spill, 4 << 20, NULL, &failure), STATUS_OK);
    cut_giant(spill, &groups);
    cr_expect_geq(spill_bytes(spill), SEGMENTS * sizeof *groups.segments);
    expect_giant(&groups);
    segment_groups_free(&groups);
    spill_close(spill);
}

Test(segment_groups, without_a_spill_they_are_the_same)
{
    struct segment_groups groups;
    cut_giant(NULL, &groups);
    expect_giant(&groups);
    segment_groups_free(&groups);
}

Test(segment_groups, too_few_words_are_a_group_of_their_own)
{
    const struct segment_range range = {.first = 4, .end = 6};
    struct telling_unit unit = {.ranges = &range, .range_count = 1};
    struct telling telling = {.unit_count = 1};
    const struct counts counts = {.segment_texts = texts};
    const struct tellings tellings = {
        .counts = &counts, .units = &unit, .unit_count = 1, .items = &telling, .count = 1};
    struct segment_groups groups;
    struct failure failure = {0};
    texts[4].words = texts[5].words = 7;
    cr_assert_eq(segment_groups_make(&groups, &tellings, 0, GROUP_WORDS, &failure), STATUS_OK);
    cr_assert_eq(groups.count, 1);
    cr_expect_eq(groups.words[0], 14);
    cr_expect_eq(groups.starts[1], 2);
    cr_expect_eq(groups.segments[1], 5);
    segment_groups_free(&groups);
}
