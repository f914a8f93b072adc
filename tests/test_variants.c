/* test_variants.c - which matrices of the grid are made of a corpus, in which order, and what is said of the others. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "scheme.h"
#include "stages.h"
#include "variants.h"

enum { AND, TREATIES, SOVIET, NOTE, FORMS };

static const struct span and_terms[] = {{"and", 3}, {"and", 3}, {"and", 3}};
static const struct span treaties_terms[] = {{"treaty", 6}, {"treati", 6}, {"treaties", 8}};
static const struct span soviet_terms[] = {{"soviet", 6}, {"soviet", 6}, {"soviet", 6}};
static const struct span note_terms[] = {{"ibid", 4}, {"ibid", 4}, {"ibid", 4}};
static const struct full_form forms[FORMS] = {
    [AND] = {{.class = FORM_STOP, .background = 0.9, .has_more = true}, .choices = and_terms},
    [TREATIES] = {{.class = FORM_TERM, .background = 0.1, .has_more = true}, .choices = treaties_terms},
    [SOVIET] = {{.class = FORM_TERM, .background = 0.3, .flags = TERM_STATE_NAME, .has_more = true},
                .choices = soviet_terms},
    [NOTE] = {{.class = FORM_TERM, .background = 0.4, .has_more = true}, .choices = note_terms},
};
static const struct read_form all_forms[FORMS] = {
    {&forms[AND].form, true}, {&forms[TREATIES].form, true}, {&forms[SOVIET].form, true}, {&forms[NOTE].form, false}};

static struct counts counts;
static struct grid_account account;
static char seen[4096];

static void note(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    const struct weighted *const weighted = record->as.weighted;
    const struct variant *const variant = weighted->variant;
    const size_t used = strlen(seen);
    size_t terms = 0;
    for (size_t i = 0; i < weighted->counts->term_count; i++) {
        terms += weighted->counts->terms[i].document_frequency > 0;
    }
    (void)snprintf(seen + used, sizeof seen - used, "%d%s%s%s%s %s %zu\n", (int)variant->stem,
                   variant->stop_words ? "" : " all", variant->keep_apparatus ? " kept" : "",
                   variant->without_names ? " bare" : "", variant->one_length ? " cut" : "", variant->weight, terms);
    struct scheme scheme;
    cr_expect(strcmp(weighted->scheme, variant->weight) == 0);
    cr_assert(scheme_find(variant->weight, &scheme));
    for (size_t i = 0; i < weighted->counts->term_count; i++) {
        const struct vocabulary_term *const term = &weighted->counts->terms[i];
        cr_expect(weighted->idf[i] == (term->document_frequency == 0
                                           ? 0
                                           : scheme_idf(&scheme, weighted->counts->document_count,
                                                        term->document_frequency, term->background)),
                  "%.*s", SPAN_ARGUMENTS(term->term));
    }
    for (size_t i = 0; i < weighted->counts->rows.starts[weighted->counts->rows.row_count]; i++) {
        cr_expect(weighted->weights[i] >= 0 && isfinite(weighted->weights[i]));
    }
}

static enum status emit_all(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    (void)record;
    return variants_emit(&counts, &account, flow);
}

static const struct stage_type emitting_stage = {
    .name = "emitting", .placement = WHOLE, .consumes = RECORD_COUNTS, .produces = RECORD_WEIGHTED, .accept = emit_all};

/* Of the readings: the documents one after another. */
static void run(struct readings readings)
{
    const struct record record = {.kind = RECORD_COUNTS, .as.counts = &counts};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&emitting_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note};
    counts = (struct counts){.readings = readings};
    seen[0] = '\0';
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
}

Test(variants, what_bears_on_the_corpus_is_crossed_and_what_bears_on_texts_is_tried_alone)
{
    static uint32_t items[401 + 500 + 2];
    const uint64_t starts[] = {0, 401, 901, 903};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        items[i] = (uint32_t)(i % 7 == 0 ? AND : i % 3 == 0 ? SOVIET : TREATIES);
    }
    items[0] = NOTE;
    run((struct readings){all_forms, FORMS, 3, starts, items, NULL, NULL});
    cr_expect_str_eq(seen, "0 auto 2\n0 sklearn-sublinear 2\n"
                           "0 all auto 3\n0 all sklearn-sublinear 3\n"
                           "1 auto 2\n1 sklearn-sublinear 2\n"
                           "1 all auto 3\n1 all sklearn-sublinear 3\n"
                           "2 auto 2\n2 sklearn-sublinear 2\n"
                           "2 all auto 3\n2 all sklearn-sublinear 3\n"
                           "0 kept auto 3\n0 kept sklearn-sublinear 3\n"
                           "0 bare auto 1\n0 bare sklearn-sublinear 1\n"
                           "0 cut auto 2\n0 cut sklearn-sublinear 2\n");
    cr_expect(account.matrices == 18 && account.omitted_count == 0 && account.missing == NULL);
    cr_expect_eq(account.length, 400, "the note is no word of the first");
}

Test(variants, what_would_give_the_same_again_is_left_out_and_named)
{
    static const uint32_t items[] = {0, 1, 2};
    const uint64_t starts[] = {0, 1, 2, 3};
    static const struct form year = {.class = FORM_DATE, .channel = CHANNEL_DATE, .term = {"year:1925", 9}};
    static const struct read_form years[] = {{&year, true}, {&year, true}, {&year, true}};
    run((struct readings){years, 3, 3, starts, items, NULL, NULL});
    cr_expect_str_eq(seen, "0 auto 1\n0 sklearn-sublinear 1\n");
    cr_expect_eq(account.omitted_count, 6);
    cr_expect_not_null(strstr(account.omitted[2], "no stop list"));
    cr_expect_eq(account.length, 0);
}

/* "Soviet" is a name of a state and the stop word is one, but they stand in notes, which the words do not count. */
Test(variants, what_stands_in_notes_alone_bears_on_the_notes_alone)
{
    static const uint32_t items[] = {0, 0, 0, 1, 2, 3};
    const uint64_t starts[] = {0, 2, 4, 6};
    static const struct span treaty_terms[] = {{"treaty", 6}, {"treaty", 6}, {"treaty", 6}};
    static const struct full_form treaty = {{.class = FORM_TERM, .background = 0.1, .has_more = true},
                                            .choices = treaty_terms};
    const struct read_form some[] = {
        {&treaty.form, true}, {&forms[SOVIET].form, false}, {&forms[AND].form, false}, {&forms[TREATIES].form, false}};
    run((struct readings){some, 4, 3, starts, items, NULL, NULL});
    cr_expect_str_eq(seen, "0 auto 1\n0 sklearn-sublinear 1\n0 kept auto 2\n0 kept sklearn-sublinear 2\n", "%s", seen);
}

/* Of 65 documents one has both terms: their frequencies are 64 apart. note() looks at each idf. */
Test(variants, an_idf_is_that_of_the_terms_own_frequency_and_background)
{
    enum { DOCUMENTS = 65 };
    static const struct form terms[] = {{.class = FORM_TERM, .background = 0.1, .term = {"treaty", 6}},
                                        {.class = FORM_TERM, .background = 0.2, .term = {"war", 3}},
                                        {.class = FORM_TERM, .background = 0.1, .term = {"union", 5}}};
    static const struct read_form read[] = {{&terms[0], true}, {&terms[1], true}, {&terms[2], true}};
    uint32_t items[DOCUMENTS + 2] = {0};
    uint64_t starts[DOCUMENTS + 1] = {0};
    items[1] = 1;
    items[2] = 2;
    for (size_t i = 1; i <= DOCUMENTS; i++) {
        starts[i] = i + 2;
    }
    run((struct readings){read, 3, DOCUMENTS, starts, items, NULL, NULL});
    cr_expect_str_eq(seen, "0 auto 3\n0 sklearn-sublinear 3\n");
}

Test(variants, two_documents_or_what_was_not_kept_give_no_grid_and_say_why)
{
    static const uint32_t items[] = {TREATIES, SOVIET};
    const uint64_t starts[] = {0, 1, 2};
    run((struct readings){all_forms, FORMS, 2, starts, items, NULL, NULL});
    cr_expect(account.matrices == 0 && *seen == '\0');
    cr_expect_str_eq(account.missing, "an order takes three documents");
    run((struct readings){.missing = "the corpus is too large"});
    cr_expect_str_eq(account.missing, "the corpus is too large");
}
