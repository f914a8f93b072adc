/* test_topic_account.c - shares of three passages and three factors by hand. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "refusal.h"
#include "topic_account.h"

/*
 * H by column: (1 3), (2 0), (0 0): sums 4, 2, 0. W by passage, then times these sums:
 *     1 0 5  ->  4 0 0      document 0
 *     1 4 0  ->  4 8 0      document 2
 *     0 0 1  ->  0 0 0      document 2
 * Factor 0 has 8 of 16, factor 1 has 8 of 16 and comes second, factor 2 nothing.
 */
static const double w[] = {1, 0, 5, 1, 4, 0, 0, 0, 1}, h[] = {1, 2, 0, 3, 0, 0};
static double rows[9], columns[6];
static struct nonnegative_factors factors;
static struct passage items[] = {{0, 0, 1}, {2, 1, 2}, {2, 2, 3}};
static const struct passages passages = {items, 3};

static void reset(void)
{
    memcpy(rows, w, sizeof w);
    memcpy(columns, h, sizeof h);
    factors = (struct nonnegative_factors){
        .rows = 3, .columns = 2, .count = 3, .row_factors = rows, .column_factors = columns};
}

Test(topic_account, shares_by_hand, .init = reset)
{
    struct topic_account account;
    struct failure failure = {0};
    struct topic_document documents[3];
    struct top_entry entries[2];
    struct top_list best = {.entries = entries, .capacity = 2};
    cr_assert_eq(topic_account_open(&account, &factors, &passages, 3, &failure), STATUS_OK);
    cr_assert_eq(account.count, 2);
    cr_assert(account.order[0].index == 0 && account.order[1].index == 1);
    cr_assert(account.order[0].value == 0.5 && account.order[1].value == 0.5);
    cr_assert(account.strongest[0] == 0 && account.strongest[1] == 1 && account.strongest[2] == 3);
    cr_assert(topic_account_passages(&account, 0) == 1 && topic_account_passages(&account, 2) == 0);
    topic_account_terms(&account, 0, &best);
    cr_assert(best.count == 2 && entries[0].index == 1 && entries[0].value == 0.75 && entries[1].value == 0.25);
    topic_account_terms(&account, 1, &best);
    cr_assert(best.count == 1 && entries[0].index == 0 && entries[0].value == 1);
    cr_assert_eq(topic_account_documents(&account, 0, documents), 2);
    cr_assert(documents[0].row == 0 && documents[0].share_of_document == 1 && documents[0].share_of_topic == 0.5);
    cr_assert(documents[1].row == 2 && documents[1].share_of_topic == 0.5);
    cr_assert_float_eq(documents[1].share_of_document, 4. / 12, 1e-15);
    cr_assert_eq(topic_account_documents(&account, 1, documents), 1);
    cr_assert(documents[0].row == 2 && documents[0].share_of_topic == 1);
    topic_account_close(&account);
}

Test(topic_account, a_refused_allocation_is_a_memory_failure, .init = reset)
{
    for (long refused = 0; refused < 3; refused++) {
        struct topic_account account;
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = topic_account_open(&account, &factors, &passages, 3, &failure);
        (void)refuse_nothing();
        cr_assert_eq(status, STATUS_FAILED);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        cr_assert_null(account.order);
    }
}
