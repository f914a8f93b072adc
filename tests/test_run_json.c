#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "report_sample.h"
#include "run_json.h"
#include "tables.h"
#include "word_table.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(run_json, .init = make, .fini = sample_folder_remove);

static json_t *written(const struct settings *settings, const struct journal *journal)
{
    static int number;
    char name[32];
    struct writer writer = {0};
    struct failure failure = {0};
    snprintf(name, sizeof name, "run-%d.json", number++);
    sample_writer(&writer, name);
    cr_assert_eq(run_json_write(&writer, settings, journal, &sample_weighted, NULL, NULL, &failure), STATUS_OK, "%s",
                 failure.message);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    json_error_t error;
    json_t *const run = json_loads(sample_content(name), 0, &error);
    cr_assert_not_null(run, "%s", error.text);
    return run;
}

static const char *text_at(const json_t *run, const char *group, const char *key)
{
    return json_string_value(json_object_get(json_object_get(run, group), key));
}

Test(run_json, names_the_program_its_libraries_and_every_option)
{
    const char *const corpora[] = {"corpora", "-"};
    const struct condition where = {"genre", "news"};
    struct settings settings = harness_settings();
    settings.corpora = corpora;
    settings.corpus_count = 2;
    settings.conditions = &where;
    settings.condition_count = 1;
    settings.min_df = (struct frequency_bound){false, 2};
    settings.max_df = (struct frequency_bound){true, 1};
    settings.has_threshold = true;
    settings.threshold = 0.1;
    settings.stop_words_builtin = true;
    settings.stop_words_file = "none/of/these";
    const struct journal journal = {0};
    json_t *const run = written(&settings, &journal);
    json_t *const options = json_object_get(run, "options");
    cr_expect_str_eq(json_string_value(json_object_get(run, "program")), "mizan");
    json_t *const versions = json_object_get(run, "versions");
    cr_expect_geq(json_object_size(versions), 5);
    cr_expect_not_null(json_object_get(versions, "mizan"));
    cr_expect_not_null(json_object_get(versions, "ICU"));
    cr_expect_str_eq(json_string_value(json_array_get(json_object_get(run, "corpus"), 1)), "-");
    cr_expect_eq(json_integer_value(json_object_get(options, "min-df")), 2);
    cr_expect(json_is_integer(json_object_get(options, "min-df")));
    cr_expect(json_is_real(json_object_get(options, "max-df")), "a share of 1 is not a count of 1");
    cr_expect_eq(json_real_value(json_object_get(options, "threshold")), 0.1);
    cr_expect_str_eq(text_at(run, "options", "stop-words"), "auto,none/of/these");
    json_t *const condition = json_array_get(json_object_get(options, "where"), 0);
    cr_expect_str_eq(json_string_value(json_object_get(condition, "column")), "genre");
    cr_expect_str_eq(json_string_value(json_object_get(condition, "value")), "news");
    cr_expect_str_eq(text_at(run, "weighting", "formula"), "tf * idf");
    cr_expect_str_eq(text_at(run, "measure", "name"), "corrected");
    json_decref(run);
}

Test(run_json, does_not_tell_what_may_differ_between_equal_runs)
{
    const struct journal journal = {0};
    struct settings one = harness_settings(), other = harness_settings();
    one.workers = 1;
    one.memory_bytes = 1 << 20;
    one.output = "one";
    other.workers = 8;
    other.memory_bytes = 1 << 30;
    other.output = "other";
    other.force = other.quiet = true;
    other.block_bytes = 17;
    json_t *const first = written(&one, &journal);
    json_t *const second = written(&other, &journal);
    cr_expect(json_equal(first, second));
    json_decref(second);
    json_decref(first);
}

Test(run_json, lists_inputs_counts_rejects_and_warnings)
{
    struct input_file input = {span_of("corpora/a.txt"), 12, 0xab};
    struct reject reject = {span_of("x:3"), span_of("x.ndjson"), span_of("is no object"), 3};
    struct warning warning = {.text = span_of("a\"b: odd")};
    const struct journal journal = {.inputs = &input,
                                    .input_count = 1,
                                    .rejects = &reject,
                                    .reject_count = 1,
                                    .warnings = &warning,
                                    .warning_count = 1};
    const struct settings settings = harness_settings();
    json_t *const run = written(&settings, &journal);
    const json_t *const counts = json_object_get(run, "counts");
    const json_t *const first = json_array_get(json_object_get(run, "inputs"), 0);
    cr_expect_str_eq(json_string_value(json_object_get(first, "crc32")), "000000ab");
    cr_expect_eq(json_integer_value(json_object_get(first, "bytes")), 12);
    cr_expect_eq(json_integer_value(json_object_get(counts, "documents")), 3);
    cr_expect_eq(json_integer_value(json_object_get(counts, "rejects")), 1);
    cr_expect_eq(json_integer_value(json_object_get(counts, "segments")), 55); /* 30 + 25 */
    cr_expect_eq(json_integer_value(json_object_get(counts, "tokens")), 920);  /* 420 + 500 */
    cr_expect_eq(json_integer_value(json_object_get(json_object_get(counts, "terms"), "word")), 3);
    cr_expect_eq(json_integer_value(json_object_get(json_object_get(counts, "terms"), "date")), 1);
    cr_expect_eq(json_integer_value(json_object_get(json_object_get(counts, "apparatus"), "other_script")), 7);
    const json_t *const rejected = json_array_get(json_object_get(run, "rejects"), 0);
    cr_expect_str_eq(json_string_value(json_object_get(rejected, "reason")), "is no object");
    cr_expect_eq(json_integer_value(json_object_get(rejected, "line")), 3);
    cr_expect_str_eq(json_string_value(json_array_get(json_object_get(run, "warnings"), 0)), "a\"b: odd");
    json_decref(run);
}

Test(run_json, tells_the_checksum_of_the_users_own_lists)
{
    FILE *const list = fopen(sample_path("list"), "w");
    fputs("123456789", list); /* its CRC-32 is the standard's check value */
    fclose(list);
    struct settings settings = harness_settings();
    settings.stop_words_file = sample_path("list");
    const struct journal journal = {0};
    json_t *const run = written(&settings, &journal);
    const json_t *const file = json_array_get(json_object_get(run, "files"), 0);
    cr_expect_str_eq(json_string_value(json_object_get(file, "crc32")), "cbf43926");
    json_decref(run);
}

/* CRC-32 of ISO 3309, bit by bit. */
static uint32_t slow_checksum(const char *begin, const char *end)
{
    uint32_t checksum = UINT32_MAX;
    for (const char *at = begin; at < end; at++) {
        checksum ^= (uint8_t)*at;
        for (int bit = 0; bit < 8; bit++)
            checksum = checksum & 1 ? checksum >> 1 ^ 0xedb88320U : checksum >> 1;
    }
    return ~checksum;
}

Test(run_json, tells_the_checksums_of_the_language_tables)
{
    const struct settings settings = harness_settings();
    const struct journal journal = {0};
    json_t *const run = written(&settings, &journal);
    const json_t *const tables = json_object_get(run, "tables");
    const json_t *const names = json_array_get(tables, json_array_size(tables) - 2);
    const struct word_table *const words = (const struct word_table *)(const void *)table_names;
    char expected[16];
    snprintf(expected, sizeof expected, "%08x",
             (unsigned)slow_checksum(table_names, table_names + word_table_words_bytes(words)));
    cr_expect_str_eq(json_string_value(json_object_get(names, "name")), "names");
    cr_expect_str_eq(json_string_value(json_object_get(names, "crc32")), expected);
    json_decref(run);
}
