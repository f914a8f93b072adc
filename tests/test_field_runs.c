/* test_field_runs.c - words of one field that follow one another are one run, whatever the lines. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "field_runs.h"
#include "line_sample.h"
#include "refusal.h"

enum { SHOWN = 4096 };

/* Adds a line of which the words that `field_of` names are not of the body. */
static enum status add(struct field_runs *runs, const char *text, uint64_t offset, const enum field *field_of,
                       struct failure *failure)
{
    static struct line_sample sample;
    line_sample_make(&sample, text);
    for (size_t i = 0; i < sample.line.count; i++) {
        sample.words[i].field = field_of[i];
        sample.words[i].start += offset;
        sample.words[i].end += offset;
    }
    sample.line.offset += offset;
    return field_runs_add(runs, &sample.line, failure);
}

static const char *show(const struct field_runs *runs)
{
    static char shown[SHOWN];
    struct arena arena = {0};
    struct failure failure = {0};
    const struct apparatus_run *listed = NULL;
    size_t used = 0;
    shown[0] = '\0';
    cr_assert_eq(field_runs_list(runs, &arena, &listed, &failure), STATUS_OK);
    for (size_t i = 0; i < runs->count; i++) {
        used +=
            (size_t)snprintf(shown + used, SHOWN - used, "%s %llu-%llu %llu \"%.*s\";", field_names[listed[i].field],
                             (unsigned long long)listed[i].start, (unsigned long long)listed[i].end,
                             (unsigned long long)listed[i].words, SPAN_ARGUMENTS(listed[i].excerpt));
    }
    arena_free(&arena);
    return shown;
}

static struct field_runs runs;
static struct failure failure;

Test(field_runs, are_listed_with_their_bytes_words_and_text)
{
    const enum field fields[] = {FIELD_BODY, FIELD_RESIDUE, FIELD_RESIDUE, FIELD_BODY, FIELD_NOTES};
    cr_assert_eq(add(&runs, "one [two,\tthree] four (five)", 100, fields, &failure), STATUS_OK);
    cr_expect_str_eq(show(&runs), "residue 105-115 2 \"two, three\";notes 123-127 1 \"five\";");
    field_runs_free(&runs);
}

Test(field_runs, go_on_over_lines_until_a_word_of_another_field)
{
    const enum field notes[] = {FIELD_NOTES, FIELD_NOTES};
    const enum field mixed[] = {FIELD_NOTES, FIELD_BODY};
    cr_assert_eq(add(&runs, "  The notes", 0, notes, &failure), STATUS_OK);
    cr_assert_eq(add(&runs, "end text", 20, mixed, &failure), STATUS_OK);
    cr_assert_eq(add(&runs, "new notes", 30, notes, &failure), STATUS_OK);
    cr_expect_str_eq(show(&runs), "notes 2-23 3 \"The notes end\";notes 30-39 2 \"new notes\";");
    field_runs_free(&runs);
}

Test(field_runs, show_eighty_characters_and_an_ellipsis)
{
    static const char ten[] = "كتابكتابكت";
    char text[FIELD_RUN_EXCERPT * 2 + 16] = "";
    enum field fields[FIELD_RUN_EXCERPT] = {FIELD_BODY};
    for (int i = 0; i < FIELD_RUN_EXCERPT / 10; i++) {
        strcat(text, ten);
    }
    fields[0] = FIELD_NOTES;
    cr_assert_eq(add(&runs, text, 0, fields, &failure), STATUS_OK);
    cr_expect_eq(strlen(text), runs.excerpt_bytes, "eighty characters fit");
    cr_assert_eq(add(&runs, "x", 200, fields, &failure), STATUS_OK);
    cr_assert_eq(add(&runs, "y", 300, fields, &failure), STATUS_OK);
    cr_expect_eq(runs.excerpt_bytes, strlen(text) + strlen("…"));
    cr_expect(strstr(show(&runs), "كت…\";") != NULL, "%s", show(&runs));
    field_runs_free(&runs);
}

Test(field_runs, beyond_the_most_are_only_counted)
{
    const enum field fields[] = {FIELD_RESIDUE, FIELD_BODY};
    for (int i = 0; i < FIELD_RUNS_MOST + 2; i++) {
        struct word words[] = {{.surface = {"a", 1}, .start = 0, .end = 1, .field = fields[0]},
                               {.surface = {"b", 1}, .start = 2, .end = 3, .field = fields[1]}};
        const struct line line = {.words = words, .count = 2, .text = {"a b", 3}, .offset = 0};
        cr_assert_eq(field_runs_add(&runs, &line, &failure), STATUS_OK);
    }
    cr_expect_eq(runs.count, (size_t)FIELD_RUNS_MOST);
    cr_expect_eq(runs.unlisted, 2u);
    field_runs_begin(&runs);
    cr_expect_str_eq(show(&runs), "");
    cr_expect_eq(runs.unlisted, 0u);
    field_runs_free(&runs);
}

Test(field_runs, survive_every_refused_allocation)
{
    static struct line_sample sample;
    line_sample_make(&sample, "one two three");
    sample.words[0].field = FIELD_NOTES;
    sample.words[2].field = FIELD_RESIDUE;
    for (long refused = 0; refused < 100; refused++) {
        struct failure told = {0};
        struct field_runs some = {0};
        struct arena arena = {0};
        const struct apparatus_run *listed = NULL;
        refuse_allocation(refused, false);
        const bool done = field_runs_add(&some, &sample.line, &told) == STATUS_OK &&
                          field_runs_list(&some, &arena, &listed, &told) == STATUS_OK;
        const long asked = refuse_nothing();
        arena_free(&arena);
        field_runs_free(&some);
        if (asked <= refused) {
            cr_expect(done && refused > 0);
            return;
        }
        cr_expect(!done && told.kind == FAILURE_MEMORY);
    }
    cr_assert_fail("more than 100 allocations");
}
