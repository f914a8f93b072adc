/* test_block_lists.c - merged lists hold the best of what all workers found, whoever found it. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "block_lists.h"
#include "keyed_random.h"
#include "refusal.h"
#include "within_flow.h"

enum { DOCUMENTS = 150, KEPT = 6, OFFERED = 90, FIRST = 40 };

static int descending(const void *left, const void *right)
{
    const float a = *(const float *)left, b = *(const float *)right;
    return (a < b) - (a > b);
}

struct trial {
    unsigned workers;
    struct candidate_lists merged;
    float values[DOCUMENTS][OFFERED]; /* no two of a document alike */
};

static void draw_values(struct trial *trial)
{
    struct keyed_random random = keyed_random_start(11, NULL, 0);
    for (size_t d = 0; d < DOCUMENTS; d++) {
        for (size_t i = 0; i < OFFERED; i++) {
            trial->values[d][i] = (float)(i + OFFERED * (1 + keyed_random_below(&random, 1000)));
        }
    }
}

/* One block whose candidates are dealt out among the workers, who share their bounds now and then. */
static enum status find_and_merge(void *context, struct flow *flow)
{
    struct trial *const trial = context;
    struct block_lists lists;
    enum status status = block_lists_open(&lists, trial->workers, DOCUMENTS + 9, KEPT, flow_failure(flow));
    block_lists_begin(&lists);
    for (size_t i = 0; status == STATUS_OK && i < OFFERED; i++) {
        for (size_t d = 0; d < DOCUMENTS; d++) {
            const unsigned worker = (unsigned)((i * 7 + d) % trial->workers);
            candidate_lists_offer(&lists.of_workers[worker], d, trial->values[d][i], (uint32_t)i);
        }
        if (i % 16 == 0) {
            block_lists_share(&lists, (unsigned)(i / 16 % trial->workers), DOCUMENTS);
        }
    }
    if (status == STATUS_OK) {
        status = block_lists_merge(&lists, DOCUMENTS, &trial->merged, FIRST, flow);
    }
    for (unsigned w = 0; status == STATUS_OK && w < trial->workers; w++) {
        for (size_t d = 0; d < DOCUMENTS; d++) {
            cr_expect_eq(lists.of_workers[w].counts[d], 0);
            cr_expect_eq(lists.of_workers[w].bounds[d], 0);
        }
    }
    block_lists_close(&lists);
    return status;
}

static void expect_best(const struct trial *trial, size_t document)
{
    struct candidate_lists lists = trial->merged;
    const size_t list = FIRST + document;
    float sorted[OFFERED];
    memcpy(sorted, trial->values[document], sizeof sorted);
    qsort(sorted, OFFERED, sizeof *sorted, descending);
    candidate_lists_cut(&lists, list);
    uint64_t *const keys = lists.keys + list * lists.capacity;
    cr_assert_eq(lists.counts[list], KEPT);
    for (size_t i = 0; i < KEPT; i++) {
        candidate_keys_select(keys, KEPT, i + 1);
        bool is_there = false;
        for (size_t k = 0; k < KEPT; k++) {
            is_there = is_there || candidate_value(keys[k]) == sorted[i];
        }
        cr_expect(is_there, "document %zu, place %zu of %u workers", document, i + 1, trial->workers);
    }
}

Test(block_lists, merged_hold_the_best_that_any_worker_found)
{
    static struct trial trial;
    const unsigned workers[] = {1, 2, 5};
    draw_values(&trial);
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        struct failure failure = {0};
        trial.workers = workers[i];
        cr_assert_eq(candidate_lists_open(&trial.merged, NULL, FIRST + DOCUMENTS + 1, KEPT, &failure), STATUS_OK);
        cr_assert_eq(within_flow(find_and_merge, &trial, workers[i], &failure), STATUS_OK, "%s", failure.message);
        for (size_t d = 0; d < DOCUMENTS; d++) {
            expect_best(&trial, d);
        }
        cr_expect_eq(trial.merged.counts[FIRST - 1], 0);
        cr_expect_eq(trial.merged.counts[FIRST + DOCUMENTS], 0);
        candidate_lists_close(&trial.merged);
    }
}

Test(block_lists, forget_what_was_told_of_the_block_before)
{
    struct failure failure = {0};
    struct block_lists lists;
    cr_assert_eq(block_lists_open(&lists, 2, 3, KEPT, &failure), STATUS_OK);
    lists.of_workers[0].bounds[1] = 0.5F;
    block_lists_share(&lists, 0, 3);
    block_lists_share(&lists, 1, 3);
    cr_expect_eq(lists.of_workers[1].bounds[1], 0.5F);
    lists.of_workers[0].bounds[1] = lists.of_workers[1].bounds[1] = 0;
    block_lists_begin(&lists);
    block_lists_share(&lists, 1, 3);
    cr_expect_eq(lists.of_workers[1].bounds[1], 0);
    block_lists_close(&lists);
}

/* How many calls of both workers it takes, after `before` of each, until what one has is the other's, too. */
static size_t calls_until_told(size_t before)
{
    struct failure failure = {0};
    struct block_lists lists;
    size_t calls = 0;
    cr_assert_eq(block_lists_open(&lists, 2, 3, KEPT, &failure), STATUS_OK);
    block_lists_begin(&lists);
    for (size_t i = 0; i < before; i++) {
        block_lists_share(&lists, 0, 3);
        block_lists_share(&lists, 1, 3);
    }
    lists.of_workers[0].bounds[2] = 0.25F;
    for (; lists.of_workers[1].bounds[2] == 0 && calls < 100; calls++) {
        block_lists_share(&lists, 0, 3);
        block_lists_share(&lists, 1, 3);
    }
    cr_expect_eq(lists.of_workers[1].bounds[2], 0.25F);
    block_lists_close(&lists);
    return calls;
}

Test(block_lists, tell_a_bound_at_once_at_first_and_later_within_a_few_calls)
{
    cr_expect_eq(calls_until_told(0), 1);
    cr_expect_eq(calls_until_told(7), 1);
    for (size_t before = 8; before < 40; before++) {
        cr_expect_leq(calls_until_told(before), 4, "%zu calls before", before);
    }
}

Test(block_lists, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    enum status status = STATUS_FAILED;
    for (long index = 0; status != STATUS_OK; index++) {
        struct failure failure = {0};
        struct block_lists lists;
        refuse_allocation(index, false);
        status = block_lists_open(&lists, 3, 10, 5, &failure);
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY);
        block_lists_close(&lists);
    }
}
