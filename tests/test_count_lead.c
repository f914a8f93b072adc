/* test_count_lead.c - what of a document's counts stands among its first words. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "harness.h"
#include "stages.h"

enum { WORDS = LEAD_WORDS + 2, TEXT_BYTES = 256 };

static struct form form_of(const char *text, enum form_class class, uint32_t number)
{
    return (struct form){.surface = span_of(text),
                         .normalized = span_of(text),
                         .term = span_of(text),
                         .class = class,
                         .channel = CHANNEL_WORD,
                         .background = NO_BACKGROUND,
                         .script = SCRIPT_LATIN,
                         .number = number};
}

/* "term*count/lead ..." of the document, and behind a | what the leads of its segments add up to, if it has any. */
static void note_leads(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    char *const text = context;
    const struct bag *const bag = record->as.bag;
    uint64_t leads = 0;
    size_t length = 0;
    for (size_t i = 0; i < bag->term_count; i++) {
        length += (size_t)snprintf(text + length, TEXT_BYTES - length, "%s%.*s*%u/%u", i > 0 ? " " : "",
                                   SPAN_ARGUMENTS(bag->terms[i].term), bag->terms[i].count, bag->terms[i].lead_count);
    }
    if (bag->segment_starts == NULL) {
        return;
    }
    for (uint64_t i = 0; i < bag->segment_starts[bag->segment_count]; i++) {
        leads += bag->segment_lead_counts[i];
    }
    (void)snprintf(text + length, TEXT_BYTES - length, " |%u", (unsigned)leads);
}

/* From `first` on: stop words to the 98th word, a note that says war, war, and in a new segment peace and war: of a
 * body of 101 words the last is behind the lead. */
static const char *count_from(size_t first, enum command command, bool is_told)
{
    static char text[TEXT_BYTES];
    const struct form the = form_of("the", FORM_STOP, 0), war = form_of("war", FORM_TERM, 1),
                      peace = form_of("peace", FORM_TERM, 2);
    const struct form *forms[WORDS];
    struct word words[WORDS];
    for (size_t i = 0; i < WORDS; i++) {
        forms[i] = i < LEAD_WORDS - 2 ? &the : i == LEAD_WORDS ? &peace : &war;
        words[i] = (struct word){.surface = forms[i]->surface,
                                 .field = i == LEAD_WORDS - 2 ? FIELD_NOTES : FIELD_BODY,
                                 .flags = i == first || i == LEAD_WORDS ? WORD_STARTS_SEGMENT : 0};
    }
    const struct terms terms = {words + first, forms + first, WORDS - first};
    const struct record record = {.kind = RECORD_TERMS, .as.terms = &terms};
    struct harness_document document = {.declared = {.id = span_of("d")}, .records = &record, .record_count = 1};
    if (is_told) {
        document.declared.source = span_of("paper");
        document.declared.event = span_of("treaty");
    }
    struct settings settings = harness_settings();
    settings.command = command;
    struct harness harness = {.settings = settings,
                              .stages = {&count_stage},
                              .stage_count = 1,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note_leads,
                              .context = text};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    return text;
}

Test(count_lead, it_is_the_first_hundred_words_of_the_body)
{
    cr_expect_str_eq(count_from(0, COMMAND_NEAREST, false), "war*2/1 peace*1/1");
}

Test(count_lead, segments_share_it)
{
    cr_expect_str_eq(count_from(0, COMMAND_COMPARE, true), "war*2/1 peace*1/1 |2");
}

Test(count_lead, a_text_that_is_all_lead_has_one_only_as_a_part_of_a_telling)
{
    cr_expect_str_eq(count_from(2, COMMAND_COMPARE, false), "war*2/0 peace*1/0", "all of it would count twice");
    cr_expect_str_eq(count_from(2, COMMAND_COMPARE, true), "war*2/2 peace*1/1 |3");
}

Test(count_lead, filters_count_none)
{
    cr_expect_str_eq(count_from(0, COMMAND_VECTORIZE, false), "war*2/0 peace*1/0");
}
