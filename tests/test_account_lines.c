/* test_account_lines.c - two short texts whose words are kept: which lines a term gets, and what is shown of it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "account.h"
#include "document_details.h"
#include "harness.h"
#include "stages.h"

enum { WORDS = 6, SHOWN_BYTES = 1024 };

static const char *const texts[] = {"They voted 357. The treaty held", "The treaty fell. Nobody voted it"};
static struct kept_word words[2][WORDS];
static struct kept_words kept[2];
static struct document_details details[2];
static struct document documents[2];
static struct document *sides[2][1];
static struct account_range ranges[2];
static struct account_term terms[2];
static struct account account;
static char seen[SHOWN_BYTES];
static size_t warnings;

/* Words between spaces; a number is one, everything else its own term; a sentence begins behind a full stop. */
static void keep_words(size_t side)
{
    const char *const text = texts[side];
    size_t count = 0;
    bool starts = true;
    for (const char *at = text; *at != '\0';) {
        const size_t length = strcspn(at, " ."), place = (size_t)(at - text);
        if (length > 0) {
            const struct span surface = {at, length};
            const bool is_number = at[0] >= '0' && at[0] <= '9';
            words[side][count++] = (struct kept_word){
                .word = {.surface = surface,
                         .start = place,
                         .end = place + length,
                         .flags = (starts ? WORD_STARTS_SEGMENT : 0) | (is_number ? WORD_NUMERIC : 0)},
                .term = is_number ? (struct span){0} : surface,
                .normalized = surface,
                .class = is_number ? FORM_NUMBER : FORM_TERM};
            starts = false;
        }
        at += length;
        starts = starts || *at == '.';
        at += *at != '\0';
    }
    kept[side] = (struct kept_words){words[side], count};
}

static void make(void)
{
    static const char *const ids[] = {"a", "b"};
    account = (struct account){.terms = terms, .term_count = 2, .similarity = 1};
    for (size_t side = 0; side < 2; side++) {
        keep_words(side);
        details[side] = (struct document_details){.kept_text = span_of(texts[side]), .kept_words = &kept[side]};
        documents[side] =
            (struct document){.id = span_of(ids[side]), .language = span_of("en"), .details = &details[side]};
        sides[side][0] = &documents[side];
        account.sides[side] =
            (struct account_side){.name = span_of(ids[side]), .documents = sides[side], .document_count = 1};
    }
    terms[0] = (struct account_term){.part = ACCOUNT_SHARED, .rank = 1, .term = span_of("treaty"), .is_counted = true};
    terms[1] = (struct account_term){
        .part = ACCOUNT_SHARED, .rank = 2, .term = span_of("voted"), .is_counted = true, .product = 0.5, .share = 0.5};
}

TestSuite(account_lines, .init = make);

static void note(void *context, const struct record *record, struct flow *flow)
{
    const struct account *const made = record->as.account;
    (void)context;
    (void)flow;
    for (size_t i = 0; i < made->term_count; i++) {
        const struct account_term *const term = &made->terms[i];
        size_t used = strlen(seen);
        (void)snprintf(seen + used, sizeof seen - used, "%d.%zu %.*s:", (int)term->part, term->rank,
                       SPAN_ARGUMENTS(term->term));
        for (size_t k = 0; k < term->line_count; k++) {
            const struct account_line *const line = &term->lines[k];
            used = strlen(seen);
            (void)snprintf(seen + used, sizeof seen - used, " %s[%.*s]%d-%d[%.*s]", line->side == 0 ? "a" : "b",
                           SPAN_ARGUMENTS(line->hit.left), (int)line->hit.start, (int)line->hit.end,
                           SPAN_ARGUMENTS(line->hit.right));
        }
        strcat(seen, "\n");
    }
}

static void count_warnings(void *context, const struct journal *journal)
{
    (void)context;
    warnings = journal->warning_count;
}

static void run(const char *term, size_t top)
{
    const struct record record = {.kind = RECORD_ACCOUNT, .as.account = &account};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&account_lines_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note,
                              .inspect = count_warnings};
    harness.settings.command = COMMAND_EXPLAIN;
    harness.settings.term = term;
    harness.settings.top = top;
    harness.settings.context = 2;
    seen[0] = '\0';
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
}

Test(account_lines, a_term_has_its_lines_on_both_sides_and_a_figure_of_one_side_its_own)
{
    run(NULL, 10);
    cr_expect_str_eq(seen, "0.1 treaty: a[357. The]20-26[held] b[The]4-10[fell. Nobody]\n"
                           "0.2 voted: a[They]5-10[357. The] b[fell. Nobody]24-29[it]\n"
                           "6.1 357: a[They voted]11-14[. The treaty]\n");
}

Test(account_lines, no_more_terms_are_shown_than_asked_for)
{
    run(NULL, 1);
    cr_expect_null(strstr(seen, "voted:"), "%s", seen);
    cr_expect_not_null(strstr(seen, "treaty:"));
}

/* Sentence 0 of "a" alone: there is no treaty in it. */
Test(account_lines, lines_come_from_the_sentences_of_the_side)
{
    ranges[0] = (struct account_range){&documents[0], 0, 1};
    account.sides[0].ranges = ranges;
    account.sides[0].range_count = 1;
    run(NULL, 10);
    cr_expect_not_null(strstr(seen, "0.1 treaty: b["), "%s", seen);
    cr_expect_not_null(strstr(seen, "0.2 voted: a[They]5-10"), "%s", seen);
}

Test(account_lines, what_is_no_term_is_sought_and_told_if_it_stands_nowhere)
{
    run("357", 10);
    cr_expect_not_null(strstr(seen, "3.1 357: a["), "%s", seen);
    cr_expect_eq(warnings, 0);
    run("peace", 10);
    cr_expect_str_eq(seen, "3.1 peace:\n");
    cr_expect_eq(warnings, 1);
}
