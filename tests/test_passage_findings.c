/* test_passage_findings.c - a row for each passage and event, or for each document. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "event_corpus.h"
#include "harness.h"
#include "passage_findings.h"

enum { SHOWN_BYTES = 4096 };

static struct event_corpus *corpus;
static char shown[SHOWN_BYTES];

static void collect(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    const struct passage_finding *const passage = &record->as.finding->as.passage;
    const size_t used = strlen(shown);
    cr_assert_eq(record->as.finding->kind, FINDING_PASSAGE);
    cr_assert_not_null(passage->model);
    (void)snprintf(shown + used, sizeof shown - used, "%.*s,%.*s,%zu,%d-%d,%d,%s,%zu,%s\n",
                   SPAN_ARGUMENTS(passage->event), SPAN_ARGUMENTS(passage->document->id), passage->number,
                   (int)passage->start, (int)passage->end, (int)passage->words, isnan(passage->score) ? "-" : "score",
                   passage->term_count > 0 ? passage->terms[0] : 99, passage->status);
}

static enum status emit(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    const struct weighted *const weighted = record->as.weighted;
    const bool has_map = corpus->settings.events != NULL;
    struct event_map map = {0};
    struct tellings tellings = {0};
    enum status status = has_map ? event_map_open(&map, weighted, &corpus->settings, flow) : STATUS_OK;
    if (status == STATUS_OK) {
        status = tellings_open_map(&tellings, weighted->counts, has_map ? &map : NULL, false, flow_failure(flow));
    }
    if (status == STATUS_OK) {
        status = passage_findings_emit(&tellings, has_map ? &map : NULL, flow);
    }
    tellings_close(&tellings);
    event_map_close(&map);
    return status;
}

static const struct stage_type emit_stage = {
    .name = "emit", .placement = WHOLE, .consumes = RECORD_WEIGHTED, .produces = RECORD_FINDING, .accept = emit};

static void run(void)
{
    const struct record whole = {.kind = RECORD_WEIGHTED, .as.weighted = &corpus->matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&emit_stage},
                              .stage_count = 1,
                              .whole = &whole,
                              .whole_count = 1,
                              .collect = collect};
    shown[0] = '\0';
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
}

Test(passage_findings, every_passage_is_told_with_its_place_and_what_speaks_for_its_event)
{
    corpus = event_corpus_new();
    run();
    /* The day is what says most of the raid where it stands (column 9), else the word that stands there oftener. */
    cr_assert_str_eq(shown, "raid,long,1,0-1900,150,score,9,\n"
                            "raid,long,2,1000-2900,150,score,9,\n"
                            "raid,long,3,2000-3900,150,score,1,\n"
                            "vote,long,3,2000-3900,150,score,2,\n"
                            "vote,long,4,3000-4900,150,score,2,\n"
                            "vote,long,5,4000-5900,150,score,3,\n"
                            "raid,raid,1,0-1900,150,score,0,\n"
                            "raid,raid,2,1000-2900,150,score,0,\n"
                            ",raid,3,2000-3900,150,score,99,no event\n"
                            ",raid,4,3000-4900,150,score,99,no event\n"
                            ",raid,5,4000-5900,150,score,99,no event\n"
                            "raid,none,1,0-1900,150,score,0,no source\n"
                            "vote,none,1,0-1900,150,score,2,no source\n"
                            ",none,2,1000-2900,150,score,99,no event\n"
                            ",none,3,2000-3900,150,score,99,no event\n"
                            ",none,4,3000-4900,150,score,99,no event\n"
                            ",none,5,4000-5900,150,score,99,no event\n");
    event_corpus_free(corpus);
}

Test(passage_findings, of_the_corpus_own_events_whole_documents_are_told)
{
    corpus = event_corpus_new();
    corpus->settings.events = NULL;
    corpus->matrix->documents[0].event = span_of("war");
    corpus->matrix->documents[0].bytes = 77;
    run();
    cr_assert_str_eq(shown, "war,long,0,0-77,450,-,99,whole document: the corpus names its event\n"
                            ",raid,0,0-0,450,-,99,whole document; no event\n"
                            ",none,0,0-0,450,-,99,whole document; no event; no source\n");
    event_corpus_free(corpus);
}
