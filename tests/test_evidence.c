/* test_evidence.c - which pairs have evidence, and what their sides are. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evidence.h"
#include "harness.h"
#include "stages.h"
#include "told_matrix.h"

static struct told_matrix told;
static char shown[4096];
static size_t pairs, sides_most;
static struct evidence_end end;
static bool *has_pair;

static void show(const struct evidence_finding *found)
{
    const size_t used = strlen(shown);
    (void)snprintf(shown + used, sizeof shown - used, "%zu%s %.*s - %zu%s %.*s of %zu, places %zu %zu\n",
                   found->sides[0].number, found->sides[0].is_telling ? "t" : "d",
                   SPAN_ARGUMENTS(found->sides[0].source), found->sides[1].number,
                   found->sides[1].is_telling ? "t" : "d", SPAN_ARGUMENTS(found->sides[1].source), found->sources,
                   found->sides[0].place_count, found->sides[1].place_count);
}

static void note(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    const struct finding *const finding = record->as.finding;
    if (finding->kind == FINDING_EVIDENCE) {
        const struct evidence_finding *const found = &finding->as.evidence;
        show(found);
        pairs++;
        for (size_t side = 0; side < 2; side++) {
            sides_most = found->sides[side].number > sides_most ? found->sides[side].number : sides_most;
            if (has_pair != NULL) {
                has_pair[found->sides[side].row] = true;
            }
        }
    } else if (finding->kind == FINDING_EVIDENCE_END) {
        end = finding->as.evidence_end;
    }
}

static enum status run(const struct told_document *documents, size_t count, size_t columns, const uint32_t *counts,
                       struct failure *failure)
{
    told_matrix_make(&told, documents, count, columns, 0, counts);
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &told.matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&compare_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note};
    harness.settings.similarity = SIMILARITY_COSINE;
    shown[0] = '\0';
    pairs = 0;
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    told_matrix_free(&told);
    return status;
}

static const struct told_document four[] = {
    {"war", "a", "en", 500}, {"war", "b", "en", 500}, {"war", "b", "en", 500}, {"peace", "c", "en", 500}};
static const uint32_t four_counts[] = {2, 1, 0, 2, 1, 0, 1, 1, 1, 2, 1, 0};

Test(evidence, of_each_two_tellings_and_of_each_document_and_its_nearest_where_that_is_not_said_yet)
{
    struct failure failure = {0};
    cr_assert_eq(run(four, 4, 3, four_counts, &failure), STATUS_OK, "%s", failure.message);
    /* c's only document is its telling of peace, a's that of war; b tells war in two, each of them a side of its own */
    cr_expect_str_eq(shown, "0t a - 1t b of 2, places 1 2\n"
                            "0t a - 2d b of 0, places 1 1\n"
                            "3d b - 0t a of 0, places 1 1\n"
                            "4t c - 0t a of 0, places 1 1\n");
    cr_expect_eq(end.pairs, 4);
    cr_expect_eq(end.shown_pairs, 4);
}

/* 130 sources make 8,385 pairs: each keeps its nearest. */
Test(evidence, above_the_bound_each_source_keeps_its_nearest)
{
    enum { SOURCES = 130, COLUMNS = 40 };
    static struct told_document documents[SOURCES];
    static char names[SOURCES][8];
    static uint32_t counts[SOURCES * COLUMNS];
    static bool found[SOURCES];
    struct failure failure = {0};
    for (size_t i = 0; i < SOURCES; i++) {
        (void)snprintf(names[i], sizeof names[i], "s%03zu", i);
        documents[i] = (struct told_document){"war", names[i], "en", 500};
        for (size_t column = 0; column < COLUMNS; column++) {
            counts[i * COLUMNS + column] = (uint32_t)((i * 7 + column * column * 3) % 5);
        }
    }
    has_pair = found;
    cr_assert_eq(run(documents, SOURCES, COLUMNS, counts, &failure), STATUS_OK, "%s", failure.message);
    has_pair = NULL;
    cr_expect_eq(end.pairs, SOURCES * (SOURCES - 1) / 2);
    cr_expect_eq(end.shown_pairs, pairs);
    cr_expect_leq(pairs, EVIDENCE_PAIRS_MOST);
    cr_expect_geq(pairs, EVIDENCE_PAIRS_MOST / 4);
    cr_expect_eq(sides_most, SOURCES - 1);
    for (size_t i = 0; i < SOURCES; i++) {
        cr_expect(found[i], "source %zu has no pair", i);
    }
}
