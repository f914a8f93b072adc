/* test_account_tellings.c - what explain sums up of a telling is what compare sums up. */
#include <criterion/criterion.h>

#include "account_tellings.h"
#include "event_corpus.h"
#include "refusal.h"
#include "within_flow.h"

static struct event_corpus *corpus;
static struct account_tellings account;
static struct account_side side;
static uint64_t sums[EVENT_COLUMNS];

static enum status fill(void *context, struct flow *flow)
{
    (void)context;
    side = (struct account_side){0};
    memset(sums, 0, sizeof sums);
    return account_tellings_open(&account, &corpus->matrix->weighted, &corpus->settings, flow) == STATUS_OK
               ? account_tellings_fill(&account, &corpus->settings, 0, &side, sums, flow_failure(flow))
               : STATUS_FAILED;
}

static void make(void)
{
    corpus = event_corpus_new();
    corpus->settings.sources[0] = "post";
    corpus->settings.event = "raid";
}

static void drop(void)
{
    account_tellings_close(&account);
    event_corpus_free(corpus);
}

TestSuite(account_tellings, .init = make, .fini = drop);

static void run(void)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(fill, NULL, 1, &failure), STATUS_OK, "%s", failure.message);
}

Test(account_tellings, a_side_is_the_sentences_of_its_source_on_the_event)
{
    run();
    cr_assert(span_equal(side.name, span_of("post")) && span_equal(side.event, span_of("raid")));
    cr_assert_eq(side.document_count, 1);
    cr_assert(span_equal(side.documents[0]->id, span_of("long")));
    cr_assert_eq(side.range_count, 1);
    cr_assert(side.ranges[0].document == side.documents[0] && side.ranges[0].first == 0 && side.ranges[0].end == 3);
    for (size_t column = 0; column < EVENT_COLUMNS; column++) {
        uint64_t counted = 0;
        for (size_t sentence = 0; sentence < 3; sentence++) {
            counted += corpus->segment_counts[sentence * EVENT_COLUMNS + column];
        }
        cr_expect_eq(sums[column], counted, "column %zu", column);
    }
}

Test(account_tellings, who_tells_nothing_has_no_documents)
{
    const char *const cases[][2] = {{"times", "vote"}, {"nobody", "raid"}, {"post", "void"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        account_tellings_close(&account);
        corpus->settings.sources[0] = cases[i][0];
        corpus->settings.event = cases[i][1];
        run();
        cr_expect_eq(side.document_count, 0, "%s on %s", cases[i][0], cases[i][1]);
    }
}

Test(account_tellings, every_refused_allocation_is_a_failure)
{
    for (long index = 0;; index++) {
        struct failure failure = {0};
        account_tellings_close(&account);
        refuse_allocation(index, false);
        const enum status status = within_flow(fill, NULL, 1, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY, "allocation %ld", index);
    }
}
