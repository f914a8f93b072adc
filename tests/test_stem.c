/* test_stem.c - words in, forms out: terms, stop words, years, numbers, names of states and backgrounds. */
#include <criterion/criterion.h>

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "background.h"
#include "harness.h"
#include "refusal.h"
#include "stages.h"

enum { WORDS = 24, TEXT_BYTES = 64 };

/* A form as it was seen; its spans do not live longer than the run. */
struct seen_form {
    char surface[TEXT_BYTES], normalized[TEXT_BYTES], term[TEXT_BYTES];
    enum form_class class;
    enum channel channel;
    unsigned flags;
    bool ends_name; /* with the form before it */
    double background;
    uint32_t number;
    uint32_t document;
};
struct seen {
    struct seen_form forms[2 * WORDS];
    size_t count;
};

static void copy_text(char *text, struct span span)
{
    cr_assert_lt(span.length, TEXT_BYTES);
    if (span.length > 0) {
        memcpy(text, span.bytes, span.length);
    }
    text[span.length] = '\0';
}

static void note_terms(void *context, const struct record *record, struct flow *flow)
{
    struct seen *seen = context;
    const struct terms *terms = record->as.terms;
    cr_assert_eq(record->kind, RECORD_TERMS);
    for (size_t i = 0; i < terms->count; i++) {
        const struct form *form = terms->forms[i];
        struct seen_form *copy = &seen->forms[seen->count++];
        copy_text(copy->surface, form->surface);
        copy_text(copy->normalized, form->normalized);
        copy_text(copy->term, form->term);
        copy->class = form->class;
        copy->channel = form->channel;
        copy->flags = form->flags & ~(unsigned)TERM_NAME_PART;
        copy->ends_name = i > 0 && forms_name_state(terms->forms[i - 1], form);
        copy->background = form->background;
        copy->number = form->number;
        copy->document = flow_document(flow)->number;
    }
}

/* A run over documents of one language each, with the same words in each. */
struct run {
    struct harness harness;
    struct harness_document documents[2];
    struct record record;
    struct words words;
    struct word items[WORDS];
    struct seen seen;
};

static void prepare(struct run *run, const char *language, enum script script, const char *const *texts)
{
    *run = (struct run){.harness = {.settings = harness_settings(), .stages = {&stem_stage}, .stage_count = 1}};
    for (size_t i = 0; texts[i] != NULL; i++) {
        const bool numeric = texts[i][0] >= '0' && texts[i][0] <= '9';
        run->items[run->words.count++] = (struct word){.surface = span_of(texts[i]),
                                                       .script = numeric ? SCRIPT_NONE : script,
                                                       .flags = numeric ? WORD_NUMERIC : 0};
    }
    run->words.items = run->items;
    run->record = (struct record){.kind = RECORD_WORDS, .as.words = &run->words};
    run->documents[0] = (struct harness_document){
        .declared = {.id = span_of("a"), .language = span_of(language)}, .records = &run->record, .record_count = 1};
    run->harness.documents = run->documents;
    run->harness.document_count = 1;
    run->harness.collect = note_terms;
    run->harness.context = &run->seen;
}

static void start(struct run *run)
{
    cr_assert_eq(harness_run(&run->harness), STATUS_OK, "%s", run->harness.failure.message);
}

static struct run run;

Test(stem, arabic_words_become_terms_and_stop_words)
{
    static const char *const texts[] = {"العلاقات", "في", "وكان", "فهم", "السوفييتية", "ـ", NULL};
    prepare(&run, "ar", SCRIPT_ARABIC, texts);
    start(&run);
    const struct seen_form *forms = run.seen.forms;
    cr_assert_eq(run.seen.count, 6);
    cr_assert_eq(forms[0].class, FORM_TERM);
    cr_assert_eq(forms[0].channel, CHANNEL_WORD);
    cr_assert_str_eq(forms[0].surface, "العلاقات");
    cr_assert_str_eq(forms[0].normalized, "العلاقات");
    cr_assert_str_eq(forms[0].term, "علاق");
    cr_assert_eq(forms[0].flags, 0);
    cr_assert_eq(forms[1].class, FORM_STOP);
    cr_assert_str_eq(forms[1].term, "");
    cr_assert_eq(forms[2].class, FORM_STOP);
    cr_assert_eq(forms[3].class, FORM_TERM, "understanding is no stop word");
    cr_assert_str_eq(forms[4].term, "سوفيت");
    cr_assert_eq(forms[4].flags, TERM_STATE_NAME);
    cr_assert_eq(forms[5].class, FORM_EMPTY);
    cr_assert_str_eq(forms[5].normalized, "");
}

Test(stem, four_digits_from_1000_to_2099_are_a_year)
{
    static const char *const texts[] = {"1925", "١٩٢٥", "1000", "2099", "0999", "2100", "192", "19250", "1,925", NULL};
    static const char *const years[] = {"year:1925", "year:1925", "year:1000", "year:2099"};
    prepare(&run, "ar", SCRIPT_NONE, texts);
    start(&run);
    for (size_t i = 0; i < run.seen.count; i++) {
        const struct seen_form *form = &run.seen.forms[i];
        cr_assert_eq(form->class, i < 4 ? FORM_TERM : FORM_NUMBER, "%s", form->surface);
        cr_assert_str_eq(form->term, i < 4 ? years[i] : "");
        cr_assert_eq(form->channel, i < 4 ? CHANNEL_DATE : CHANNEL_WORD);
    }
    const struct background *arabic = background_builtin("ar");
    cr_assert_float_eq(run.seen.forms[0].background, 3.0 / background_documents(arabic), 0);
}

/* 3 Shahrivar 1320 was 25 August 1941. Before 1300 years were counted by the moon. */
Test(stem, persian_years_by_the_sun_are_gregorian_ones)
{
    static const char *const texts[] = {"1320", "1299", "1421", "1941", NULL};
    static const char *const years[] = {"year:1941", "year:1299", "year:1421", "year:1941"};
    prepare(&run, "fa", SCRIPT_NONE, texts);
    start(&run);
    for (size_t i = 0; i < run.seen.count; i++) {
        cr_expect_str_eq(run.seen.forms[i].term, years[i]);
    }
    prepare(&run, "ar", SCRIPT_NONE, texts);
    start(&run);
    cr_expect_str_eq(run.seen.forms[0].term, "year:1320");
}

/* Snowball's own documentation: "connections" and "connected" give "connect"; Russian "важная" and "важный" one stem.
 */
Test(stem, other_languages_go_to_snowball)
{
    static const char *const english[] = {"Connections", "connected", "the", NULL};
    prepare(&run, "en", SCRIPT_LATIN, english);
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].term, "connect");
    cr_assert_str_eq(run.seen.forms[1].term, "connect");
    cr_assert_eq(run.seen.forms[2].class, FORM_STOP);
    static const char *const russian[] = {"важная", "ВАЖНЫЙ", NULL};
    prepare(&run, "ru", SCRIPT_CYRILLIC, russian);
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].term, "важн");
    cr_assert_str_eq(run.seen.forms[1].term, "важн");
}

Test(stem, latin_words_of_an_arabic_document_are_english)
{
    static const char *const texts[] = {"Connections", "and", NULL};
    prepare(&run, "ar", SCRIPT_LATIN, texts);
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].term, "connect");
    cr_assert_eq(run.seen.forms[1].class, FORM_STOP);
}

Test(stem, the_same_surface_has_a_form_for_each_language)
{
    static const char *const texts[] = {"die", NULL};
    prepare(&run, "de", SCRIPT_LATIN, texts);
    run.documents[1] = run.documents[0];
    run.documents[1].declared.id = span_of("b");
    run.documents[1].declared.language = span_of("en");
    run.harness.document_count = 2;
    start(&run);
    cr_assert_eq(run.seen.count, 2);
    cr_assert_eq(run.seen.forms[0].class, FORM_STOP);
    cr_assert_eq(run.seen.forms[1].class, FORM_TERM);
}

Test(stem, a_repeated_word_is_the_same_form_and_numbers_are_dense)
{
    static const char *const texts[] = {"treaty", "war", "treaty", "Treaty", "war", NULL};
    static const uint32_t numbers[] = {0, 1, 0, 2, 1};
    prepare(&run, "en", SCRIPT_LATIN, texts);
    start(&run);
    for (size_t i = 0; i < run.seen.count; i++) {
        cr_assert_eq(run.seen.forms[i].number, numbers[i]);
    }
}

Test(stem, inflected_names_of_states_are_flagged)
{
    static const char *const english[] = {"Soviets", "Britain's", "Japanese", "treaty", "us", NULL};
    prepare(&run, "en", SCRIPT_LATIN, english);
    start(&run);
    cr_assert_eq(run.seen.forms[0].flags, TERM_STATE_NAME);
    cr_assert_eq(run.seen.forms[1].flags, TERM_STATE_NAME);
    cr_assert_eq(run.seen.forms[2].flags, TERM_STATE_NAME);
    cr_assert_eq(run.seen.forms[3].flags, 0);
    cr_assert_eq(run.seen.forms[4].flags, 0);
    /* Soviet (genitive plural), of Japan; given: its stem is that of Denmark. */
    static const char *const russian[] = {"Советских", "Японии", "данный", NULL};
    prepare(&run, "ru", SCRIPT_CYRILLIC, russian);
    start(&run);
    cr_assert_eq(run.seen.forms[0].flags, TERM_STATE_NAME);
    cr_assert_eq(run.seen.forms[1].flags, TERM_STATE_NAME);
    cr_assert_eq(run.seen.forms[2].flags, 0);
}

Test(stem, words_that_name_a_state_together_are_known_where_names_are_told_apart)
{
    static const char *const texts[] = {"والاتحاد", "السوفييتي", "المتحدة", "الولايات", "المتحدة", "الاتحاد", NULL};
    const bool names[] = {false, true, false, false, true, false};
    for (int command = 0; command < 2; command++) {
        prepare(&run, "ar", SCRIPT_ARABIC, texts);
        run.harness.settings.command = command == 0 ? COMMAND_COMPARE : COMMAND_NEAREST;
        start(&run);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            cr_expect_eq(run.seen.forms[i].ends_name, names[i] && command == 0, "word %zu", i);
        }
    }
}

Test(stem, the_stemmer_can_be_chosen)
{
    static const char *const texts[] = {"السوفييتية", NULL};
    prepare(&run, "ar", SCRIPT_ARABIC, texts);
    run.harness.settings.stemmer = STEMMER_NONE;
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].term, "السوفييتيه");
    cr_assert_eq(run.seen.forms[0].flags, TERM_STATE_NAME);
    prepare(&run, "ar", SCRIPT_ARABIC, texts);
    run.harness.settings.stemmer = STEMMER_SNOWBALL;
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].term, "سوفييت");
    cr_assert_eq(run.seen.forms[0].flags, TERM_STATE_NAME);
    static const char *const english[] = {"Connections", NULL};
    prepare(&run, "en", SCRIPT_LATIN, english);
    run.harness.settings.stemmer = STEMMER_NONE;
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].term, "connections");
    prepare(&run, "en", SCRIPT_LATIN, english);
    run.harness.settings.stemmer = STEMMER_LIGHT;
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].term, "connect");
}

Test(stem, a_language_without_a_stemmer_is_folded_only)
{
    static const char *const texts[] = {"Connections", NULL};
    prepare(&run, "pl", SCRIPT_LATIN, texts);
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].term, "connections");
    cr_assert_float_eq(run.seen.forms[0].background, NO_BACKGROUND, 0);
}

Test(stem, turkic_capitals_are_folded_by_turkic_rules)
{
    static const char *const texts[] = {"IRMAK", NULL};
    prepare(&run, "tr", SCRIPT_LATIN, texts);
    start(&run);
    cr_assert_str_eq(run.seen.forms[0].normalized, "ırmak");
}

Test(stem, the_background_is_the_share_of_the_form_as_written)
{
    /* From the head of the tables: 19,968 and 41,265 documents; "الاتحاد" in 1,215 of the Arabic ones. */
    static const char *const texts[] = {"الاتحاد", "ززززز", NULL};
    prepare(&run, "ar", SCRIPT_ARABIC, texts);
    start(&run);
    cr_assert_float_eq(run.seen.forms[0].background, 1215.0 / 19968, 1e-15);
    cr_assert_float_eq(run.seen.forms[1].background, 3.0 / 19968, 1e-15);
    prepare(&run, "ar", SCRIPT_ARABIC, texts);
    run.harness.settings.background_builtin = false;
    start(&run);
    cr_assert_float_eq(run.seen.forms[0].background, NO_BACKGROUND, 0);
}

Test(stem, a_background_file_applies_to_every_language)
{
    char path[TEXT_BYTES];
    (void)snprintf(path, sizeof path, "/tmp/mizan_stem_background_%ld.tsv", (long)getpid());
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_gt(fputs("#documents\t200\ntreaty\t50\n", file), -1);
    cr_assert_eq(fclose(file), 0);
    static const char *const texts[] = {"treaty", "war", NULL};
    prepare(&run, "pl", SCRIPT_LATIN, texts);
    run.harness.settings.background_file = path;
    start(&run);
    cr_assert_float_eq(run.seen.forms[0].background, 0.25, 0);
    cr_assert_float_eq(run.seen.forms[1].background, 3.0 / 200, 1e-15);
    (void)unlink(path);
}

Test(stem, files_that_are_not_there_are_failures_when_the_stage_opens)
{
    static const char *const texts[] = {"treaty", NULL};
    prepare(&run, "en", SCRIPT_LATIN, texts);
    run.harness.settings.stop_words_file = "/nonexistent/list";
    cr_assert_eq(harness_run(&run.harness), STATUS_FAILED);
    cr_assert_eq(run.harness.failure.kind, FAILURE_NO_INPUT);
    prepare(&run, "en", SCRIPT_LATIN, texts);
    run.harness.settings.background_file = "/nonexistent/table";
    cr_assert_eq(harness_run(&run.harness), STATUS_FAILED);
    cr_assert_eq(run.harness.failure.kind, FAILURE_NO_INPUT);
}

Test(stem, words_outside_the_body_have_their_forms_too)
{
    static const char *const texts[] = {"treaties", "treaties", NULL};
    prepare(&run, "en", SCRIPT_LATIN, texts);
    run.items[1].field = FIELD_NOTES;
    start(&run);
    cr_assert_eq(run.seen.forms[1].class, FORM_TERM);
    cr_assert_eq(run.seen.forms[1].number, 0);
}

Test(stem, a_very_long_word_is_its_own_term)
{
    static char letters[4001];
    static const char *const texts[] = {letters, "x", NULL};
    memset(letters, 's', sizeof letters - 1);
    prepare(&run, "en", SCRIPT_LATIN, texts);
    run.harness.collect = NULL;
    start(&run);
}

static void note_choices(void *context, const struct record *record, struct flow *flow)
{
    bool *const has_choices = context;
    has_choices[flow_document(flow)->number] = form_choices(record->as.terms->forms[0]) != NULL;
}

/* As many as there may be for a grid, one more, and one behind it; each has a word of its own. */
Test(stem, other_stemmers_are_tried_until_there_are_too_many_documents_for_a_grid)
{
    enum { COUNT = ROBUSTNESS_DOCUMENTS + 2 };
    static const enum grid_wish wishes[] = {ROBUSTNESS_AUTO, ROBUSTNESS_FULL, ROBUSTNESS_NONE};
    static char texts[COUNT][TEXT_BYTES];
    static struct word items[COUNT];
    static struct words words[COUNT];
    static struct record records[COUNT];
    static struct harness_document documents[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        (void)snprintf(texts[i], TEXT_BYTES, "harvest%c%c", (char)('a' + i / 26), (char)('a' + i % 26));
        items[i] = (struct word){.surface = span_of(texts[i]), .script = SCRIPT_LATIN};
        words[i] = (struct words){.items = &items[i], .count = 1};
        records[i] = (struct record){.kind = RECORD_WORDS, .as.words = &words[i]};
        documents[i] = (struct harness_document){
            .declared = {.language = span_of("en")}, .records = &records[i], .record_count = 1};
    }
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        bool has_choices[COUNT];
        struct harness harness = {.settings = harness_settings(),
                                  .stages = {&stem_stage},
                                  .stage_count = 1,
                                  .documents = documents,
                                  .document_count = COUNT,
                                  .collect = note_choices,
                                  .context = has_choices};
        harness.settings.command = COMMAND_COMPARE;
        harness.settings.robustness = wishes[i];
        cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
        cr_expect_eq(has_choices[0], wishes[i] != ROBUSTNESS_NONE);
        cr_expect_eq(has_choices[COUNT - 2], wishes[i] != ROBUSTNESS_NONE, "the last before it is too many");
        cr_expect_eq(has_choices[COUNT - 1], wishes[i] == ROBUSTNESS_FULL);
    }
}

/* Every allocation of the whole run refused in turn: an orderly failure, or none where nothing was needed. */
Test(stem, a_refused_allocation_is_an_orderly_failure, .timeout = 60)
{
    static const char *const texts[] = {"العلاقات", "1925", "12", "في", "السوفييتية", NULL};
    prepare(&run, "ar", SCRIPT_ARABIC, texts);
    run.harness.settings.stop_words_builtin = false;
    refuse_allocation(LONG_MAX, false);
    start(&run);
    const long allocations = refuse_nothing();
    for (long i = 0; i < allocations; i++) {
        prepare(&run, "ar", SCRIPT_ARABIC, texts);
        run.harness.settings.stop_words_builtin = false;
        refuse_allocation(i, false);
        const enum status status = harness_run(&run.harness);
        (void)refuse_nothing();
        cr_assert(status == STATUS_OK || run.harness.failure.kind == FAILURE_MEMORY, "allocation %ld: %s", i,
                  run.harness.failure.message);
    }
}

Test(stem, closing_a_stage_that_was_never_opened_is_allowed)
{
    void *state = calloc(1, stem_stage.state_size);
    cr_assert_not_null(state);
    stem_stage.close(state);
    free(state);
}
