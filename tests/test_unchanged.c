/* test_unchanged.c - inputs that were there, are changed, are gone, or are new. */
#include <criterion/criterion.h>
#include <unistd.h>
#include <zlib.h>

#include "harness.h"
#include "scratch.h"
#include "stages.h"

TestSuite(unchanged, .init = scratch_open, .fini = scratch_close);

static uint32_t crc_of(const char *text)
{
    return (uint32_t)crc32(0, (const Bytef *)text, (uInt)strlen(text));
}

static size_t passed;

static void collect(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    passed += record->kind == RECORD_COUNTS;
}

static struct failure run(const struct input_file *earlier, size_t count)
{
    static const char *const corpora[] = {"c"};
    (void)scratch_write("c/a.txt", "peace");
    (void)scratch_write("c/b.txt", "treaty");
    cr_assert_eq(chdir(scratch_path("")), 0);
    struct settings settings = harness_settings();
    settings.command = COMMAND_EXPLAIN;
    settings.language = "en";
    settings.corpora = corpora;
    settings.corpus_count = 1;
    settings.results = "out";
    settings.earlier_inputs = earlier;
    settings.earlier_input_count = count;
    struct harness harness = {.settings = settings,
                              .stages = {&inputs_stage, &read_stage, &tokenize_stage, &stem_stage, &count_stage,
                                         &vectorize_stage, &unchanged_stage},
                              .stage_count = 7,
                              .collect = collect};
    passed = 0;
    (void)!harness_run(&harness);
    return harness.failure;
}

Test(unchanged, the_same_files_in_any_order_pass)
{
    const struct input_file files[] = {{span_of("c/b.txt"), 6, crc_of("treaty")},
                                       {span_of("c/a.txt"), 5, crc_of("peace")}};
    const struct failure failure = run(files, 2);
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    cr_assert_eq(passed, 1);
}

Test(unchanged, what_is_not_as_it_was_is_named)
{
    const struct input_file a = {span_of("c/a.txt"), 5, crc_of("peace")}, b = {span_of("c/b.txt"), 6, crc_of("treaty")};
    const struct input_file changed = {b.path, 6, crc_of("treats")}, longer = {b.path, 7, b.crc},
                            gone = {span_of("c/gone.txt"), 1, 0};
    const struct {
        struct input_file files[3];
        size_t count;
        enum failure_kind kind;
        const char *words;
    } cases[] = {
        {{a, changed}, 2, FAILURE_DATA, "c/b.txt: has changed since out was made: CRC-32"},
        {{a, longer}, 2, FAILURE_DATA, "(7 bytes) then"},
        {{a, b, gone}, 3, FAILURE_NO_INPUT, "c/gone.txt: was read for out and is not read any more"},
        {{a}, 1, FAILURE_DATA, "c/b.txt: is new since out was made"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct failure failure = run(cases[i].files, cases[i].count);
        cr_expect_eq(failure.kind, cases[i].kind);
        cr_expect_not_null(strstr(failure.message, cases[i].words), "%s", failure.message);
        cr_expect_eq(passed, 0);
    }
}
