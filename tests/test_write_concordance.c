/* test_write_concordance.c - hits as CSV and as lines, in the order that is asked for. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "refusal.h"
#include "report_sample.h"
#include "stages.h"

TestSuite(write_concordance, .init = (void (*)(void))sample_folder_make, .fini = sample_folder_remove);

/* Hits come from a worker, as in the plan: they are copied on their way. */
static const struct hit hits[] = {
    {.start = 3, .end = 6, .left = {"a,\"b\"", 5}, .match = {"war", 3}, .right = {"c", 1}, .sort_key = {"z\0", 2}},
    {.start = 40,
     .end = 43,
     .second_start = 5,
     .second_end = 8,
     .left = {"", 0},
     .match = {"حرب", 6},
     .right = {"", 0},
     .sort_key = {"b\0", 2},
     .field = FIELD_NOTES},
    {.start = 50, .end = 53, .match = {"war", 3}, .sort_key = {"b\0", 2}},
};

static enum status pass(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    return flow_emit(flow, record);
}

static const struct stage_type pass_hits = {
    .name = "pass", .placement = PER_WORKER, .consumes = RECORD_HIT, .produces = RECORD_HIT, .accept = pass};

static struct settings settings_for(enum format format, enum sort sort)
{
    struct settings settings = harness_settings();
    settings.term = "war";
    settings.format = format;
    settings.sort = sort;
    settings.context = 1;
    return settings;
}

static enum status write_hits(struct settings settings, size_t hit_count, struct failure *failure)
{
    struct record records[3];
    for (size_t i = 0; i < 3; i++) {
        records[i] = (struct record){.kind = RECORD_HIT, .as.hit = &hits[i]};
    }
    const struct harness_document documents[] = {
        {.declared = {.id = span_of("e/s"), .source = span_of("s"), .event = span_of("e"), .script = SCRIPT_LATIN},
         .records = records,
         .record_count = hit_count},
        {.declared = {.id = span_of("e/t"), .script = SCRIPT_LATIN}}};
    struct harness harness = {.settings = settings,
                              .stages = {&pass_hits, &write_concordance_stage},
                              .stage_count = 2,
                              .documents = documents,
                              .document_count = 2};
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static const char *written(struct settings settings, size_t hit_count)
{
    static int number;
    char name[32];
    struct failure failure;
    snprintf(name, sizeof name, "out-%d", number++);
    sample_stdout_to(name);
    const enum status status = write_hits(settings, hit_count, &failure);
    sample_stdout_restore();
    cr_assert_eq(status, STATUS_OK, "%s", failure.message);
    return sample_content(name);
}

Test(write_concordance, csv_has_a_row_for_each_hit)
{
    struct settings settings = settings_for(FORMAT_CSV, SORT_POSITION);
    cr_expect_str_eq(written(settings, 3), "document,source,event,start,end,left,match,right\r\n"
                                           "e/s,s,e,3,6,\"a,\"\"b\"\"\",war,c\r\n"
                                           "e/s,s,e,\"40,5\",\"43,8\",,حرب,\r\n"
                                           "e/s,s,e,50,53,,war,\r\n");
    settings.keep_apparatus = true;
    cr_expect_str_eq(written(settings, 2), "document,source,event,start,end,left,match,right,field\r\n"
                                           "e/s,s,e,3,6,\"a,\"\"b\"\"\",war,c,body\r\n"
                                           "e/s,s,e,\"40,5\",\"43,8\",,حرب,,notes\r\n");
}

Test(write_concordance, hits_are_sorted_by_their_keys_and_then_by_place)
{
    cr_expect_str_eq(written(settings_for(FORMAT_CSV, SORT_LEFT), 3),
                     "document,source,event,start,end,left,match,right\r\n"
                     "e/s,s,e,\"40,5\",\"43,8\",,حرب,\r\n"
                     "e/s,s,e,50,53,,war,\r\n"
                     "e/s,s,e,3,6,\"a,\"\"b\"\"\",war,c\r\n");
}

Test(write_concordance, lines_end_with_the_counts)
{
    struct settings settings = settings_for(FORMAT_TEXT, SORT_POSITION);
    const char *text = written(settings, 3);
    cr_expect_not_null(strstr(text, "a,\"b\"  war  c\n"), "%s", text);
    cr_expect_not_null(strstr(text, "\n\n3 hits in 1 of 2 documents\n"), "%s", text);
    cr_expect_not_null(strstr(written(settings, 1), "\n\n1 hit in 1 of 2 documents\n"));
    settings.quiet = true;
    cr_expect_null(strstr(written(settings, 1), "hit"));
}

Test(write_concordance, no_hit_is_no_failure)
{
    cr_expect_str_eq(written(settings_for(FORMAT_TEXT, SORT_POSITION), 0), "");
    cr_expect_str_eq(written(settings_for(FORMAT_CSV, SORT_RIGHT), 0),
                     "document,source,event,start,end,left,match,right\r\n");
}

Test(write_concordance, a_full_disk_is_a_failure)
{
    struct failure failure;
    const int saved = dup(STDOUT_FILENO);
    const int full = open("/dev/full", O_WRONLY);
    cr_assert_eq(dup2(full, STDOUT_FILENO), STDOUT_FILENO);
    const enum status status = write_hits(settings_for(FORMAT_CSV, SORT_POSITION), 3, &failure);
    cr_assert_eq(dup2(saved, STDOUT_FILENO), STDOUT_FILENO);
    cr_expect_eq(status, STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    (void)close(full);
    (void)close(saved);
}

Test(write_concordance, a_refused_allocation_is_an_orderly_failure)
{
    for (long i = 0;; i++) {
        struct failure failure;
        const int saved = dup(STDOUT_FILENO);
        const int nothing = open("/dev/null", O_WRONLY);
        cr_assert_eq(dup2(nothing, STDOUT_FILENO), STDOUT_FILENO);
        refuse_allocation(i, false);
        const enum status status = write_hits(settings_for(FORMAT_TEXT, SORT_LEFT), 3, &failure);
        const long asked = refuse_nothing();
        cr_assert_eq(dup2(saved, STDOUT_FILENO), STDOUT_FILENO);
        (void)close(nothing);
        (void)close(saved);
        if (asked <= i) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", i);
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "%s", failure.message);
    }
}
