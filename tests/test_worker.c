/* test_worker.c - where the stages of a worker may be parted, and what of a document waits packed; test_relay.c has
 * documents that are parted. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "jobs.h"
#include "pipeline_state.h"
#include "plan.h"
#include "stages.h"
#include "worker.h"

static const struct stage_type *const stages[] = {&inputs_stage, &read_stage, &tokenize_stage, &stem_stage,
                                                  &count_stage};

static enum status part(const struct stage_type *apart_from, size_t *before, struct failure *failure)
{
    const struct plan plan = {stages, sizeof stages / sizeof *stages, apart_from};
    return worker_stages_before(&plan, plan.count - 1, before, failure);
}

Test(worker, has_all_stages_in_one_chain_unless_the_plan_parts_them)
{
    struct failure failure = {0};
    size_t before;
    cr_assert_eq(part(NULL, &before, &failure), STATUS_OK);
    cr_expect_eq(before, 4);
    cr_assert_eq(part(&stem_stage, &before, &failure), STATUS_OK);
    cr_expect_eq(before, 2);
}

Test(worker, is_parted_before_a_stage_that_takes_words_and_no_other)
{
    const struct stage_type *const wrong[] = {&read_stage, &tokenize_stage, &count_stage, &dates_stage};
    for (size_t i = 0; i < 4; i++) {
        struct failure failure = {0};
        size_t before;
        cr_expect_eq(part(wrong[i], &before, &failure), STATUS_FAILED, "%s", wrong[i]->name);
        cr_expect_eq(failure.kind, FAILURE_INTERNAL);
    }
}

Test(worker, parts_the_plans_of_compare_and_nearest_before_the_stemmer)
{
    cr_expect_eq(plan_for(COMMAND_COMPARE).apart_from, &stem_stage);
    cr_expect_eq(plan_for(COMMAND_NEAREST).apart_from, &stem_stage);
    cr_expect_null(plan_for(COMMAND_STEM).apart_from, "what it emits would come while the first stages may warn");
}

Test(worker, that_was_never_set_can_be_closed)
{
    struct worker worker = {.relay = NULL};
    worker_close(&worker);
    cr_expect(worker_is_open(&worker));
}

enum { MANY_WORDS = 1 << 15, FEW_WORDS = 100 };

static struct word words[MANY_WORDS];

static void keep(struct chain *chain, size_t count)
{
    const struct words record = {.items = words, .count = count};
    cr_assert_eq(worker_keep(chain, &(struct record){.kind = RECORD_WORDS, .as.words = &record}), STATUS_OK);
}

static enum status number_words(void *context, const struct record *record)
{
    uint64_t *const next = context;
    for (size_t i = 0; i < record->as.words->count; i++) {
        cr_assert_eq(record->as.words->items[i].start, *next);
        ++*next;
    }
    return STATUS_OK;
}

/* Two megabytes of words that would wait as they are take an eighth of that, or a file. */
static void pack_behind(size_t limit_bytes)
{
    struct failure failure = {0};
    struct pipeline pipeline = {.words_place = {.limit_bytes = limit_bytes}};
    struct job *const job = calloc(1, sizeof *job);
    struct chain chain = {.pipeline = &pipeline, .job = job, .failure = &failure};
    for (size_t i = 0; i < MANY_WORDS; i++) {
        words[i] = (struct word){.surface = span_of("a"), .start = i, .end = i + 1};
    }
    keep(&chain, FEW_WORDS);
    cr_expect_eq(job->record_count, 1);
    job->record_count = 0;
    keep(&chain, MANY_WORDS);
    for (size_t i = 0; i < FEW_WORDS; i++) {
        words[i].start += MANY_WORDS;
        words[i].end += MANY_WORDS;
    }
    keep(&chain, FEW_WORDS);
    cr_expect_eq(job->record_count, 0, "behind what is packed nothing waits as it is");
    cr_expect_lt(job_waiting_bytes(job), 1 << 19);
    uint64_t next = 0;
    cr_assert_eq(waiting_words_hand_on(&job->words, number_words, &next, &failure), STATUS_OK);
    cr_expect_eq(next, MANY_WORDS + FEW_WORDS);
    job_free(job);
}

Test(worker, packs_a_long_record_of_words_and_all_behind_it)
{
    pack_behind(1 << 24);
    pack_behind(1); /* each slice goes to the file at once */
}
