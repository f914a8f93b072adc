#include <criterion/criterion.h>
#include <stdio.h>

#include "causes.h"
#include "results_sample.h"
#include "scratch.h"

TestSuite(causes, .init = results_sample_make, .fini = scratch_close);

/* The causes as "kind name;" without the last two, which are always there. */
static const char *found(void)
{
    static char text[2048];
    struct run_facts before, after;
    struct causes causes;
    struct failure failure = {0};
    size_t length = 0;
    text[0] = '\0';
    cr_assert_eq(run_facts_read(&before, scratch_path("before"), &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(run_facts_read(&after, scratch_path("after"), &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(causes_find(&causes, &before, &after, &failure), STATUS_OK);
    for (size_t i = 0; i + 2 < causes.count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s %.*s;",
                                   check_cause_names[causes.items[i].kind], SPAN_ARGUMENTS(causes.items[i].name));
    causes_free(&causes);
    run_facts_free(&before);
    run_facts_free(&after);
    return text;
}

Test(causes, each_thing_that_differs_is_one)
{
    static const struct {
        const char *edit, *with, *causes;
    } cases[] = {
        {"\"stem\": \"auto\"", "\"stem\": \"none\"", "option stem;"},
        {"\"stem\": \"auto\", ", "", "option stem;"},
        {"72.1", "74.2", "library ICU;"},
        {"0.1.0", "0.2.0", "program mizan;"},
        {"11111111", "22222222", "table names;"},
        {"\"files\": []", "\"files\": [{\"path\": \"stop.txt\", \"crc32\": \"5\"}]", "file stop.txt;"},
        {"\"crc32\": \"00000003\"", "\"crc32\": \"00000033\"", "input-changed texts/peace/post.txt;"},
        {"war/star.txt\", \"bytes\": 2", "war/moon.txt\", \"bytes\": 5",
         "input-added texts/war/moon.txt;input-removed texts/war/star.txt;"},
        {"war/star.txt", "war/moon.txt", "input-renamed texts/war/moon.txt;"},
        {"\"formula\": \"m\"", "\"formula\": \"n\"", "formula measure;"},
        {"\"program\"", "  \"program\"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        results_sample_write();
        results_sample_edit("after/run.json", cases[i].edit, cases[i].with);
        cr_expect_str_eq(found(), cases[i].causes, "%s: %s", cases[i].with, found());
    }
}

Test(causes, inputs_with_the_same_bytes_are_renamed_the_first_to_the_first_and_empty_ones_are_not)
{
    results_sample_edit("after/run.json", "texts/peace/globe.txt\", \"bytes\": 4, \"crc32\": \"00000004",
                        "texts/a.txt\", \"bytes\": 2, \"crc32\": \"00000002");
    results_sample_edit("after/run.json", "texts/war/star.txt", "texts/b.txt");
    cr_expect_str_eq(found(), "input-renamed texts/a.txt;input-added texts/b.txt;input-removed texts/peace/globe.txt;");
    results_sample_write();
    results_sample_edit("before/run.json", "star.txt\", \"bytes\": 2", "star.txt\", \"bytes\": 0");
    results_sample_edit("after/run.json", "star.txt\", \"bytes\": 2", "moon.txt\", \"bytes\": 0");
    cr_expect_str_eq(found(), "input-added texts/war/moon.txt;input-removed texts/war/star.txt;");
}

Test(causes, a_corpus_in_another_place_is_the_same_corpus)
{
    const struct span content = scratch_read("after/run.json");
    char moved[4096];
    size_t length = 0;
    for (size_t i = 0; i < content.length; i++) {
        if (i + 5 < content.length && memcmp(content.bytes + i, "texts", 5) == 0) {
            memcpy(moved + length, "/ci/new", 7);
            length += 7;
            i += 4;
        } else {
            moved[length++] = content.bytes[i];
        }
    }
    scratch_write_bytes("after/run.json", (struct span){moved, length});
    cr_expect_str_eq(found(), "");
}

Test(causes, a_weight_explains_the_measure_and_background_that_it_brings_and_the_formulas)
{
    results_sample_edit("after/run.json",
                        "\"weight\": \"auto\", \"similarity\": \"corrected\", \"background\": \"auto\"",
                        "\"weight\": \"ltc\", \"similarity\": \"cosine\", \"background\": \"none\"");
    results_sample_edit("after/run.json", "\"formula\": \"m\"", "\"formula\": \"cos\"");
    cr_expect_str_eq(found(), "option weight;");
    results_sample_edit("after/run.json", "\"background\": \"none\"", "\"background\": \"auto\"");
    cr_expect_str_eq(found(), "option weight;");
    results_sample_edit("after/run.json", "\"background\": \"auto\"", "\"background\": \"my.tsv\"");
    cr_expect_str_eq(found(), "option background;option weight;");
}

/* Causes by hand: inputs a (a text), m (a manifest), then option --top, which reaches neighbours alone. */
static struct causes by_hand(struct check_cause *items, struct input_key *inputs, size_t texts, bool has_option)
{
    size_t count = 0;
    for (; count < texts; count++) {
        items[count] = (struct check_cause){.kind = CAUSE_INPUT_CHANGED, .kinds = ~0u};
        inputs[count] = (struct input_key){.has_text = true, .cause = count};
    }
    if (has_option)
        items[count++] = (struct check_cause){.kind = CAUSE_OPTION, .kinds = 1u << CHECK_NEIGHBOURS};
    items[count] = (struct check_cause){.kind = CAUSE_CODE};
    items[count + 1] = (struct check_cause){.kind = CAUSE_SEVERAL};
    return (struct causes){.items = items,
                           .count = count + 2,
                           .input_cause_count = texts,
                           .input_count = texts,
                           .inputs = inputs,
                           .code = count,
                           .several = count + 1};
}

Test(causes, a_finding_is_due_to_the_one_thing_that_can_have_changed_it)
{
    static const struct {
        size_t texts;
        bool has_option;
        enum check_kind kind;
        size_t direct[2], direct_count;
        enum check_cause_kind cause;
        size_t index;
    } cases[] = {
        {0, false, CHECK_MATRIX, {0}, 0, CAUSE_CODE, 0},
        {0, true, CHECK_MATRIX, {0}, 0, CAUSE_CODE, 1}, /* --top moves no similarity */
        {0, true, CHECK_NEIGHBOURS, {0}, 0, CAUSE_OPTION, 0},
        {1, false, CHECK_MATRIX, {0}, 0, CAUSE_INPUT_CHANGED, 0}, /* through document frequencies */
        {1, true, CHECK_MATRIX, {0}, 0, CAUSE_INPUT_CHANGED, 0},
        {1, true, CHECK_NEIGHBOURS, {0}, 1, CAUSE_SEVERAL, 3},
        {2, false, CHECK_MATRIX, {1}, 1, CAUSE_INPUT_CHANGED, 1},
        {2, false, CHECK_MATRIX, {0}, 0, CAUSE_SEVERAL, 3},
        {2, false, CHECK_MATRIX, {0, 1}, 2, CAUSE_SEVERAL, 3},
        {2, false, CHECK_MATRIX, {1, 1}, 2, CAUSE_INPUT_CHANGED, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct check_cause items[8];
        struct input_key inputs[4];
        const struct causes causes = by_hand(items, inputs, cases[i].texts, cases[i].has_option);
        const size_t found = causes_attribute(&causes, cases[i].kind, cases[i].direct, cases[i].direct_count);
        cr_expect_eq(found, cases[i].index, "case %zu: %zu", i, found);
        cr_expect_eq(items[found].kind, cases[i].cause, "case %zu", i);
    }
}
