/* test_write_account.c - an account by hand, as text, CSV and JSON. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "account.h"
#include "harness.h"
#include "report_sample.h"
#include "stages.h"

/* Of a literal, where a constant is wanted. */
#define SPAN(text)                                                                                                     \
    {                                                                                                                  \
        text, sizeof text - 1                                                                                          \
    }

static struct document first = {.id = SPAN("a"), .language = SPAN("en")},
                       second = {.id = SPAN("b"), .language = SPAN("en")};
static struct document *const firsts[] = {&first}, *const seconds[] = {&second};
static const struct account_line lines[] = {
    {&first, 0, {.start = 4, .end = 10, .left = SPAN("the"), .match = SPAN("treaty"), .right = SPAN("held")}},
    {&second,
     1,
     {.start = 0, .end = 4, .second_start = 6, .second_end = 8, .match = SPAN("treaty"), .right = SPAN("was")}},
};
static const struct account_term terms[] = {
    {.part = ACCOUNT_SHARED,
     .rank = 1,
     .term = SPAN("treati"),
     .form = SPAN("treaty"),
     .channel = CHANNEL_WORD,
     .is_counted = true,
     .counts = {1, 2},
     .product = 0.25,
     .share = 0.5,
     .lines = lines,
     .line_count = 2},
    {.part = ACCOUNT_ONLY_A,
     .rank = 1,
     .term = SPAN("raid"),
     .form = SPAN("raid"),
     .channel = CHANNEL_WORD,
     .is_counted = true,
     .counts = {3, 0}},
    {.part = ACCOUNT_FIGURES_B, .rank = 1, .term = SPAN("357"), .form = SPAN("357"), .counts = {0, 1}}};
static struct account account;

static void make(void)
{
    sample_folder_make();
    account = (struct account){.sides = {{.name = span_of("a"), .documents = firsts, .document_count = 1},
                                         {.name = span_of("b"), .documents = seconds, .document_count = 1}},
                               .weighted = &sample_weighted,
                               .similarity = 0.5,
                               .terms = terms,
                               .term_count = 3,
                               .shared_count = 1};
}

TestSuite(write_account, .init = make, .fini = sample_folder_remove);

static const char *shown(enum format format)
{
    const struct record record = {.kind = RECORD_ACCOUNT, .as.account = &account};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&write_account_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1};
    harness.settings.command = COMMAND_EXPLAIN;
    harness.settings.format = format;
    harness.settings.context = 8;
    sample_stdout_to("shown");
    const enum status status = harness_run(&harness);
    sample_stdout_restore();
    cr_assert_eq(status, STATUS_OK, "%s", harness.failure.message);
    return sample_content("shown");
}

Test(write_account, a_table_has_a_row_for_each_line_and_one_for_a_term_without_lines)
{
    cr_expect_str_eq(
        shown(FORMAT_CSV),
        "part,rank,channel,term,share,contribution,count_a,count_b,side,document,start,end,left,match,right\r\n"
        "shared,1,word,treati,0.5,0.25,1,2,a,a,4,10,the,treaty,held\r\n"
        "shared,1,word,treati,0.5,0.25,1,2,b,b,\"0,6\",\"4,8\",,treaty,was\r\n"
        "only-a,1,word,raid,0,0,3,0,,,,,,,\r\n"
        "figures-b,1,,357,,,0,1,,,,,,,\r\n");
}

Test(write_account, json_says_the_same)
{
    json_t *const read = json_loads(shown(FORMAT_JSON), 0, NULL);
    cr_assert_not_null(read);
    cr_expect_eq(json_real_value(json_object_get(read, "similarity")), 0.5);
    cr_expect_str_eq(json_string_value(json_object_get(json_object_get(read, "a"), "document")), "a");
    json_t *const told = json_object_get(read, "terms");
    cr_assert_eq(json_array_size(told), 3);
    json_t *const line = json_array_get(json_object_get(json_array_get(told, 0), "lines"), 1);
    cr_expect_str_eq(json_string_value(json_object_get(line, "side")), "b");
    cr_expect_eq(json_integer_value(json_object_get(line, "second_end")), 8);
    cr_expect(json_is_null(json_object_get(json_array_get(told, 2), "share")));
    json_decref(read);
}

static void expect_in_order(const char *text, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *const found = strstr(text, parts[i]);
        cr_assert_not_null(found, "%s\nstands not in its place in\n%s", parts[i], text);
        text = found + strlen(parts[i]);
    }
}

Test(write_account, the_text_begins_with_the_number_and_what_carries_it)
{
    static const char *const parts[] = {"a and b have a similarity of 0.5000 (",
                                        "made of 1 word that both use.\n",
                                        "treaty carries 50.0 % of it.\n",
                                        "What both say",
                                        "treaty  50.0 % of the similarity (1 : 2)\n",
                                        "What one side alone says:",
                                        "raid (3 : 0)\n",
                                        "Figures that one side alone gives:",
                                        "357 (0 : 1)\n"};
    expect_in_order(shown(FORMAT_TEXT), parts, sizeof parts / sizeof *parts);
}

Test(write_account, without_a_word_that_counts_there_is_no_number)
{
    static const char *const parts[] = {"a and b have no similarity: one of them has no word that counts.\n"};
    account.similarity = NAN;
    account.term_count = 0;
    expect_in_order(shown(FORMAT_TEXT), parts, 1);
}

Test(write_account, sources_are_named_with_their_event)
{
    static const char *const parts[] = {"a and b on the raid have a similarity of 0.5000"};
    account.sides[0].event = account.sides[1].event = span_of("the raid");
    expect_in_order(shown(FORMAT_TEXT), parts, 1);
}

/* Two lines of a term and side are shown. Three of "a": one more; two of "b": none; of a term that was asked for all.
 */
Test(write_account, lines_that_are_not_shown_are_counted_by_side)
{
    static const char *const parts[] = {"treaty  50.0 %", "held\n", "held\n", "    ... 1 more\n", "was\n", "was\n"};
    const struct account_line many[] = {lines[0], lines[1], lines[0], lines[1], lines[0]};
    struct account_term term = terms[0];
    term.lines = many;
    term.line_count = 5;
    account.terms = &term;
    account.term_count = 1;
    const char *const text = shown(FORMAT_TEXT);
    expect_in_order(text, parts, sizeof parts / sizeof *parts);
    cr_expect_null(strstr(strstr(text, "1 more") + strlen("1 more"), " more"));
    term.part = ACCOUNT_SOUGHT;
    cr_expect_null(strstr(shown(FORMAT_TEXT), " more"));
}
