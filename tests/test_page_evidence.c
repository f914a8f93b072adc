/* test_page_evidence.c - findings as they come, and the block that the page's script reads. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "page_evidence.h"
#include "refusal.h"
#include "scratch.h"
#include "small_matrix.h"

TestSuite(page_evidence, .init = scratch_open, .fini = scratch_close);

static struct small_matrix *matrix;

static enum status add(struct page_evidence *evidence, struct failure *failure)
{
    const struct evidence_term shared[] = {{.term = 2, .share = 0.75, .counts = {4, 1}},
                                           {.term = 0, .share = 0.25, .counts = {1, 1}}};
    const struct evidence_term apart[] = {{.term = 1, .counts = {0, 3}}};
    struct finding found[] = {
        {.kind = FINDING_MATRIX, .as.weighted = &matrix->weighted},
        {.kind = FINDING_EVIDENCE},
        {.kind = FINDING_LINE, .as.line = {0, 2, 0, {.start = 3, .end = 7, .match = span_of("<b>")}}},
        {.kind = FINDING_LINE,
         .as.line = {1, 2, 2, {.start = 1, .end = 2, .second_start = 8, .second_end = 9, .match = span_of("x")}}},
        {.kind = FINDING_EVIDENCE_END, .as.evidence_end = {2, 1, 5, 2, NULL}}};
    struct evidence_finding *const pair = &found[1].as.evidence;
    pair->sides[0] = (struct evidence_side){
        .number = 0, .is_telling = true, .event = span_of("e"), .source = span_of("</script>"), .row = 0, .tokens = 10};
    pair->sides[1] = (struct evidence_side){
        .number = 1, .is_telling = true, .event = span_of("e"), .source = span_of("t"), .row = NO_ROW, .tokens = 20};
    pair->similarity = NAN;
    pair->sources = 2;
    pair->shared = 7;
    pair->terms[EVIDENCE_SHARED] = shared;
    pair->term_counts[EVIDENCE_SHARED] = 2;
    pair->terms[EVIDENCE_APART_B] = apart;
    pair->term_counts[EVIDENCE_APART_B] = 1;
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        if (page_evidence_add(evidence, &found[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void make_matrix(void)
{
    const uint32_t counts[] = {1, 0, 4, 0, 2, 0, 1, 1, 1};
    matrix = small_matrix_new(3, 0, 3, counts, (struct small_scheme){.normalized = true});
}

static enum status write(const struct page_evidence *evidence, struct failure *failure)
{
    struct writer writer = {0};
    cr_assert_eq(writer_create(&writer, scratch_path("block"), failure), STATUS_OK);
    const enum status status = page_evidence_write(evidence, &writer, failure);
    if (status == STATUS_OK) {
        cr_assert_eq(writer_close(&writer, failure), STATUS_OK);
    }
    writer_discard(&writer);
    return status;
}

Test(page_evidence, a_term_a_side_and_a_line_stand_once_and_are_spoken_of_by_number)
{
    struct page_evidence evidence = {0};
    struct failure failure = {0};
    make_matrix();
    cr_assert_eq(add(&evidence, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(write(&evidence, &failure), STATUS_OK, "%s", failure.message);
    const struct span block = scratch_read("block");
    static const char start[] = "<script type=\"application/json\" id=\"mizan-evidence\">", stop[] = "</script>\n";
    cr_assert_gt(block.length, sizeof start + sizeof stop);
    cr_assert_eq(memcmp(block.bytes, start, sizeof start - 1), 0);
    const size_t length = block.length - (sizeof start - 1) - (sizeof stop - 1);
    json_t *const json = json_loadb(block.bytes + sizeof start - 1, length, 0, NULL);
    cr_assert_not_null(json);
    json_t *const wanted = json_loads(
        "{\"documents\":[[\"d0000\",0,0],[\"d0002\",2,0]],"
        "\"terms\":[[\"T000\",\"t000\",\"word\",0],[\"T001\",\"t001\",\"word\",0],[\"T002\",\"t002\",\"word\",0]],"
        "\"sides\":[[\"e\",\"</script>\",0,10,1],[\"e\",\"t\",-1,20,1]],"
        "\"counts\":[[[0,1],[2,4,0]],[[0,1],[1,3],[2,1,1]]],"
        "\"lines\":[[0,3,7,\"\",\"<b>\",\"\"],[1,1,9,\"\",\"x\",\"\"]],"
        "\"pairs\":[[0,1,null,[2,0.75,0,0.25],[],[1],[],[],7,2]],"
        "\"left_out\":{\"pairs\":2,\"shown_pairs\":1,\"lines\":5,\"shown_lines\":2,\"missing\":\"\"}}",
        0, NULL);
    cr_assert_not_null(wanted);
    cr_expect(json_equal(json, wanted), "%.*s", SPAN_ARGUMENTS(block));
    cr_expect_eq(memmem(block.bytes + sizeof start, length - 1, "<", 1), NULL);
    json_decref(wanted);
    json_decref(json);
    page_evidence_close(&evidence);
    small_matrix_free(matrix);
}

Test(page_evidence, every_refused_allocation_is_out_of_memory)
{
    make_matrix();
    enum status status = STATUS_FAILED;
    for (long i = 0; status != STATUS_OK; i++) {
        struct page_evidence evidence = {0};
        struct failure failure = {0};
        struct writer writer = {0};
        cr_assert_eq(writer_attach(&writer, 2, "standard error", &failure), STATUS_OK);
        refuse_allocation(i, true);
        status = add(&evidence, &failure);
        if (status == STATUS_OK) {
            status = page_evidence_write(&evidence, &writer, &failure);
        }
        (void)refuse_nothing();
        cr_expect(status == STATUS_OK || failure.kind == FAILURE_MEMORY, "%ld: %s", i, failure.message);
        cr_assert_lt(i, 40);
        writer_discard(&writer);
        page_evidence_close(&evidence);
    }
    small_matrix_free(matrix);
}
