/* test_evidence_lines.c - files that are read, and read again for the lines of the evidence. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "finding.h"
#include "harness.h"
#include "scratch.h"
#include "stages.h"

TestSuite(evidence_lines, .init = scratch_open, .fini = scratch_close);

static char shown[4096];
static struct evidence_end end;
static const char *changed, *changed_text; /* a file that is written between the two readings */

/* ---- in place of compare: evidence of two sides, all their terms shared -------------------------------------------
 */

static size_t find_term(const struct counts *counts, const char *term)
{
    for (size_t column = 0; column < counts->term_count; column++) {
        if (span_equal(counts->terms[column].term, span_of(term))) {
            return column;
        }
    }
    cr_assert_fail("there is no term %s", term);
    return 0;
}

static enum status emit(const struct finding *finding, struct flow *flow)
{
    return flow_emit(flow, &(struct record){.kind = RECORD_FINDING, .as.finding = finding});
}

/* The first document against all others. */
static enum status compare_accept(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    static struct weighted weighted;
    weighted.counts = record->as.counts;
    const struct counts *const counts = record->as.counts;
    const struct evidence_term terms[] = {{.term = find_term(counts, "treati"), .counts = {1, 2}},
                                          {.term = find_term(counts, "sign"), .counts = {1, 0}}};
    struct evidence_place places[8];
    for (size_t i = 0; i < counts->document_count; i++) {
        places[i] = (struct evidence_place){i, 0, UINT64_MAX};
    }
    struct finding finding = {.kind = FINDING_EVIDENCE};
    finding.as.evidence.sides[0] = (struct evidence_side){.number = 0, .places = places, .place_count = 1};
    finding.as.evidence.sides[1] =
        (struct evidence_side){.number = 1, .places = places + 1, .place_count = counts->document_count - 1};
    finding.as.evidence.terms[EVIDENCE_SHARED] = terms;
    finding.as.evidence.term_counts[EVIDENCE_SHARED] = 2;
    if (changed != NULL) {
        (void)scratch_write(changed, changed_text);
    }
    return emit(&(struct finding){.kind = FINDING_MATRIX, .as.weighted = &weighted}, flow) == STATUS_OK &&
                   emit(&finding, flow) == STATUS_OK &&
                   emit(&(struct finding){.kind = FINDING_EVIDENCE_END, .as.evidence_end = {.pairs = 1}}, flow) ==
                       STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static const struct stage_type some_evidence = {.name = "some evidence",
                                                .placement = WHOLE,
                                                .consumes = RECORD_COUNTS,
                                                .produces = RECORD_FINDING,
                                                .accept = compare_accept,
                                                .state_size = 1};

static void note(void *context, const struct record *record, struct flow *flow)
{
    const struct finding *const finding = record->as.finding;
    const size_t used = strlen(shown);
    (void)context;
    (void)flow;
    if (finding->kind == FINDING_EVIDENCE_END) {
        end = finding->as.evidence_end;
    } else if (finding->kind == FINDING_LINE) {
        const struct hit *const hit = &finding->as.line.hit;
        (void)snprintf(shown + used, sizeof shown - used, "%zu %zu %d-%d %.*s\n", finding->as.line.side,
                       finding->as.line.row, (int)hit->start, (int)hit->end, SPAN_ARGUMENTS(hit->match));
    }
}

static enum status run(const char *corpus, unsigned workers, struct failure *failure)
{
    const char *const corpora[] = {corpus};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&inputs_stage, &read_stage, &tokenize_stage, &stem_stage, &count_stage,
                                         &vectorize_stage, &some_evidence, &evidence_lines_stage},
                              .stage_count = 8,
                              .collect = note};
    harness.settings.corpora = corpora;
    harness.settings.corpus_count = 1;
    harness.settings.language = "en";
    harness.settings.workers = workers;
    shown[0] = '\0';
    end = (struct evidence_end){0};
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

/* Two documents of the second side have the term most: c twice, d twice; b once. */
static const char lines_of_four[] = "0 0 4-10 treaty\n"
                                    "1 2 0-6 Treaty\n"
                                    "1 2 13-21 treaties\n";

static void write_four(void)
{
    (void)scratch_write("e/a.txt", "The treaty was signed.\n");
    (void)scratch_write("e/b.txt", "A treaty of peace.\n");
    (void)scratch_write("e/c.txt", "Treaty after treaties.\n");
    (void)scratch_write("e/d.txt", "Harvest songs: the treaty, the treaty.\n");
}

Test(evidence_lines, the_first_lines_of_the_documents_that_have_the_term_most)
{
    struct failure failure = {0};
    write_four();
    cr_assert_eq(run(scratch_path(""), 1, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_not_null(strstr(shown, "0 0 15-21 signed\n"), "%s", shown);
    char *const sign = strstr(shown, "0 0 15-21 signed\n");
    memmove(sign, sign + strlen("0 0 15-21 signed\n"), strlen(sign + strlen("0 0 15-21 signed\n")) + 1);
    cr_expect_str_eq(shown, lines_of_four);
    cr_expect_eq(end.pairs, 1);
    cr_expect_eq(end.lines, 3);
    cr_expect_eq(end.shown_lines, 3);
    cr_expect_null(end.missing);
}

Test(evidence_lines, lines_of_json_are_read_again_by_their_place_whatever_the_workers)
{
    struct failure failure = {0};
    static char first[sizeof shown];
    (void)scratch_write("c.ndjson", "{\"id\":\"a\",\"text\":\"The treaty was signed.\"}\n[]\n"
                                    "{\"id\":\"b\",\"text\":\"Treaty after treaties.\"}\n");
    cr_assert_eq(run(scratch_path("c.ndjson"), 1, &failure), STATUS_OK, "%s", failure.message);
    (void)strcpy(first, shown);
    cr_expect_not_null(strstr(shown, "1 1 13-21 treaties\n"), "%s", shown);
    cr_assert_eq(run(scratch_path("c.ndjson"), 4, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(shown, first);
}

Test(evidence_lines, a_file_that_changes_between_the_readings_is_an_error_that_names_it)
{
    struct failure failure = {0};
    write_four();
    changed = "e/c.txt";
    changed_text = "Another text altogether.\n";
    cr_expect_eq(run(scratch_path(""), 1, &failure), STATUS_FAILED);
    changed = NULL;
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(failure.message, "c.txt: has changed while it was compared"), "%s", failure.message);
}

Test(evidence_lines, a_document_that_is_damaged_at_the_second_reading_is_an_error)
{
    struct failure failure = {0};
    (void)scratch_write("c.ndjson", "{\"id\":\"a\",\"text\":\"The treaty was signed.\"}\n"
                                    "{\"id\":\"b\",\"text\":\"Treaty after treaties.\"}\n");
    changed = "c.ndjson";
    changed_text = "{\"id\":\"a\",\"text\":\"The treaty was signed.\"}\n{\"id\"\n";
    cr_expect_eq(run(scratch_path("c.ndjson"), 1, &failure), STATUS_FAILED);
    changed = NULL;
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(failure.message, "could not be read a second time"), "%s", failure.message);
}
