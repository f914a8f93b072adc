#include "check_sample.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "report_sample.h"

#define TEXT(text)                                                                                                     \
    {                                                                                                                  \
        text, sizeof(text) - 1                                                                                         \
    }

static const struct check_cause causes[] = {
    {.kind = CAUSE_INPUT_CHANGED,
     .name = TEXT("texts/a.txt"),
     .before = TEXT("1 bytes, CRC-32 00000001"),
     .after = TEXT("2 bytes, CRC-32 00000002"),
     .changed = {[CHECK_SOURCES] = 1, [CHECK_TERMS] = 7},
     .changed_in_all = 8},
    {.kind = CAUSE_CODE, .changed = {[CHECK_NEIGHBOURS] = 1}, .changed_in_all = 1},
};

static const struct check_cause idle[] = {
    {.kind = CAUSE_OPTION, .name = TEXT("top"), .before = TEXT("10"), .after = TEXT("5")}};

static const struct check_change changes[] = {
    {.kind = CHECK_SOURCES,
     .subject = "% and % on %",
     .names = {TEXT("post"), TEXT("globe"), TEXT("war")},
     .before = {.type = CHECK_NUMBER, .number = .5, .low = .4, .high = .6},
     .after = {.type = CHECK_NUMBER, .number = .75, .low = NAN, .high = NAN},
     .weight = .25,
     .file = "sources.csv",
     .line = 3},
    {.kind = CHECK_TERMS,
     .subject = "strongest terms of %",
     .names = {TEXT("<script>alert(1)</script>\n::error::x\x1b[31m")},
     .before = {.type = CHECK_TEXT, .text = TEXT("=cmd")},
     .is_list = true,
     .weight = 1,
     .file = "terms.csv",
     .line = 9},
    {.kind = CHECK_NEIGHBOURS,
     .cause = 1,
     .subject = "nearest to %",
     .names = {TEXT("x")},
     .before = {.type = CHECK_TEXT, .text = TEXT("\u202Ey")},
     .after = {.type = CHECK_TEXT, .text = TEXT("z, 100%")},
     .weight = 1,
     .file = "neighbours.csv"},
};

static const struct span notes[] = {TEXT("events.csv: only OUT has it")};

const struct check_account check_sample = {
    .baseline = TEXT("base"),
    .output = TEXT("out/"),
    .tolerance = .005,
    .causes = causes,
    .cause_count = 2,
    .idle = idle,
    .idle_count = 1,
    .changes = changes,
    .change_count = 3,
    .compared = {[CHECK_SOURCES] = 4, [CHECK_MATRIX] = 1000, [CHECK_NEIGHBOURS] = 5, [CHECK_TERMS] = 10},
    .changed = {[CHECK_SOURCES] = 1, [CHECK_NEIGHBOURS] = 1, [CHECK_TERMS] = 7},
    .changed_in_all = 9,
    .notes = notes,
    .note_count = 1,
};

const struct check_account check_sample_same = {
    .baseline = TEXT("base"), .output = TEXT("out"), .tolerance = .005, .compared = {[CHECK_MATRIX] = 3}};

const char *check_sample_written(const struct check_account *account,
                                 enum status (*write)(struct writer *, const struct check_account *, struct failure *))
{
    static unsigned number;
    char name[32];
    struct writer writer = {0};
    struct failure failure = {0};
    snprintf(name, sizeof name, "written-%u", number++);
    sample_writer(&writer, name);
    cr_assert_eq(write(&writer, account, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content(name);
}
