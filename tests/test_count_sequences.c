/* test_count_sequences.c - the order of terms, from words through the stages count and vectorize (--topics). */
#include <criterion/criterion.h>
#include <stdio.h>

#include "harness.h"
#include "matrix.h"
#include "refusal.h"
#include "stages.h"

enum { TEXT_BYTES = 1024, WORDS = 8 };

#define SPAN(text)                                                                                                     \
    {                                                                                                                  \
        text, sizeof text - 1                                                                                          \
    }
#define FORM(text, kind, of_channel, of_number)                                                                        \
    {                                                                                                                  \
        .surface = SPAN(text), .normalized = SPAN(text), .term = SPAN(text), .class = kind, .channel = of_channel,     \
        .background = NO_BACKGROUND, .script = SCRIPT_LATIN, .number = of_number                                       \
    }

static const struct form peace = FORM("peace", FORM_TERM, CHANNEL_WORD, 0);
static const struct form war = FORM("war", FORM_TERM, CHANNEL_WORD, 1);
static const struct form note = FORM("note", FORM_TERM, CHANNEL_WORD, 2);
static const struct form year = FORM("year:1925", FORM_TERM, CHANNEL_DATE, 3);
static const struct form the = FORM("the", FORM_STOP, CHANNEL_WORD, 4);
static const struct form twelve = FORM("12", FORM_NUMBER, CHANNEL_WORD, 5);

static const struct word starting = {.flags = WORD_STARTS_SEGMENT};
static const struct word following = {0};
static const struct word starting_note = {.flags = WORD_STARTS_SEGMENT, .field = FIELD_NOTES};

struct text_of_words {
    const char *id;
    const struct word *words[WORDS];
    const struct form *forms[WORDS];
};

/* war the peace | [note] war 12 | the || [note] || the 1925 peace peace */
static const struct text_of_words texts[] = {
    {"first",
     {&starting, &following, &following, &starting_note, &following, &following, &starting},
     {&war, &the, &peace, &note, &war, &twelve, &the}},
    {"second", {&starting_note}, {&note}},
    {"third", {&starting, &following, &following, &following}, {&the, &year, &peace, &peace}},
};
enum { TEXTS = sizeof texts / sizeof *texts };

/* "id |words term term |words ..." for each document. */
static void note_sequences(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    char *const text = context;
    size_t length = 0;
    const struct counts *const counts = record->as.counts;
    const struct term_sequences *const sequences = &counts->sequences;
    for (size_t document = 0; sequences->document_starts != NULL && document < counts->document_count; document++) {
        length += (size_t)snprintf(text + length, TEXT_BYTES - length, "%s%.*s", document > 0 ? " " : "",
                                   SPAN_ARGUMENTS(counts->documents[document]->id));
        for (uint64_t i = sequences->document_starts[document]; i < sequences->document_starts[document + 1]; i++) {
            length += (size_t)snprintf(text + length, TEXT_BYTES - length, " |%u", sequences->words[i]);
            for (uint64_t k = sequences->starts[i]; k < sequences->starts[i + 1]; k++) {
                length += (size_t)snprintf(text + length, TEXT_BYTES - length, " %.*s",
                                           SPAN_ARGUMENTS(counts->terms[sequences->terms[k]].term));
            }
        }
    }
}

static enum status run(struct settings settings, char *text, struct failure *failure)
{
    static struct word words[TEXTS][WORDS];
    struct terms terms[TEXTS];
    struct record records[TEXTS];
    struct harness_document documents[TEXTS];
    for (size_t i = 0; i < TEXTS; i++) {
        size_t count = 0;
        for (; count < WORDS && texts[i].words[count] != NULL; count++) {
            words[i][count] = *texts[i].words[count];
            words[i][count].surface = texts[i].forms[count]->surface;
        }
        terms[i] = (struct terms){words[i], texts[i].forms, count};
        records[i] = (struct record){.kind = RECORD_TERMS, .as.terms = &terms[i]};
        documents[i] = (struct harness_document){
            .declared = {.id = span_of(texts[i].id)}, .records = &records[i], .record_count = 1};
    }
    struct harness harness = {.settings = settings,
                              .stages = {&count_stage, &vectorize_stage},
                              .stage_count = 2,
                              .documents = documents,
                              .document_count = TEXTS,
                              .collect = note_sequences,
                              .context = text};
    text[0] = '\0';
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

Test(count_sequences, with_topics_the_terms_go_on_in_reading_order_whatever_else_is_counted)
{
    char text[TEXT_BYTES];
    struct failure failure;
    struct settings settings = harness_settings();
    settings.topics = 1;
    settings.ngrams = 2;
    settings.characters = 1;
    settings.workers = 2;
    cr_assert_eq(run(settings, text, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(text, "first |3 war peace |2 war |1 second third |4 year:1925 peace peace", "%s", text);
    settings.keep_apparatus = true;
    cr_assert_eq(run(settings, text, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(text, "first |3 war peace |3 note war |1 second |1 note third |4 year:1925 peace peace", "%s",
                     text);
}

Test(count_sequences, terms_that_are_pruned_are_not_in_them)
{
    char text[TEXT_BYTES];
    struct failure failure;
    struct settings settings = harness_settings();
    settings.topics = 1;
    settings.min_df = (struct frequency_bound){.value = 2};
    cr_assert_eq(run(settings, text, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(text, "first |3 peace |2 |1 second third |4 peace peace", "%s", text);
}

Test(count_sequences, without_topics_and_in_other_commands_none_is_kept)
{
    char text[TEXT_BYTES];
    struct failure failure;
    struct settings settings = harness_settings();
    cr_assert_eq(run(settings, text, &failure), STATUS_OK);
    cr_assert_str_empty(text);
    settings.topics = 1;
    settings.command = COMMAND_NEAREST;
    cr_assert_eq(run(settings, text, &failure), STATUS_OK);
    cr_assert_str_empty(text);
}

Test(count_sequences, every_refused_allocation_is_a_memory_failure)
{
    char text[TEXT_BYTES];
    struct settings settings = harness_settings();
    settings.topics = 1;
    for (long refused = 0; refused < 2000; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = run(settings, text, &failure);
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_assert_eq(status, STATUS_OK);
            return;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", refused, failure.message);
    }
    cr_assert_fail();
}
