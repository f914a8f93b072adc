#include <criterion/criterion.h>

#include "document_details.h"
#include "record_copy.h"
#include "refusal.h"

static struct failure failure;

static struct record copy_of(struct arena *arena, const struct record *source)
{
    struct record copy;
    cr_assert_eq(record_copy(arena, source, &copy, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(copy.kind, source->kind);
    return copy;
}

Test(record_copy, of_a_text_outlives_its_block)
{
    struct arena arena = {0};
    char block[] = "first line\n";
    const struct text text = {span_of(block), 77};
    const struct record copy = copy_of(&arena, &(struct record){.kind = RECORD_TEXT, .as.text = &text});
    block[0] = '?';
    cr_expect(span_equal(copy.as.text->utf8, span_of("first line\n")));
    cr_expect_eq(copy.as.text->offset, 77);
    arena_free(&arena);
}

Test(record_copy, of_words_keeps_places_and_flags_and_drops_the_block)
{
    struct arena arena = {0};
    char block[] = "one two";
    const struct word items[] = {{.surface = {block, 3}, .start = 10, .end = 13, .flags = WORD_STARTS_LINE},
                                 {.surface = {block + 4, 3}, .start = 14, .end = 17, .field = FIELD_NOTES},
                                 {.surface = {NULL, 0}}};
    const struct words words = {items, 3, {span_of(block), 10}};
    const struct record copy = copy_of(&arena, &(struct record){.kind = RECORD_WORDS, .as.words = &words});
    memset(block, '?', sizeof block);
    cr_assert_eq(copy.as.words->count, 3);
    cr_expect(span_equal(copy.as.words->items[0].surface, span_of("one")));
    cr_expect(span_equal(copy.as.words->items[1].surface, span_of("two")));
    cr_expect_eq(copy.as.words->items[1].start, 14);
    cr_expect_eq(copy.as.words->items[0].flags, WORD_STARTS_LINE);
    cr_expect_eq(copy.as.words->items[1].field, FIELD_NOTES);
    cr_expect_null(copy.as.words->text.utf8.bytes);
    arena_free(&arena);
}

Test(record_copy, of_terms_shares_the_forms_and_copies_the_words)
{
    struct arena arena = {0};
    char block[] = "Treaties";
    const struct form form = {.surface = {"Treaties", 8}, .class = FORM_TERM};
    const struct word word = {.surface = span_of(block)};
    const struct form *const forms[] = {&form};
    const struct terms terms = {&word, forms, 1};
    const struct record copy = copy_of(&arena, &(struct record){.kind = RECORD_TERMS, .as.terms = &terms});
    block[0] = '?';
    cr_expect_neq(copy.as.terms->forms, forms, "the row of pointers belongs to the stage");
    cr_expect_eq(copy.as.terms->forms[0], &form);
    cr_expect(span_equal(copy.as.terms->words[0].surface, span_of("Treaties")));
    arena_free(&arena);
}

Test(record_copy, of_a_bag_has_its_segments)
{
    struct arena arena = {0};
    char strings[] = "peacewarPeaceWars";
    struct bag_term terms[] = {
        {.term = {strings, 5}, .count = 3, .hash = 11, .number = 4},
        {.term = {strings + 5, 3}, .count = 1, .channel = CHANNEL_NGRAM, .number = BAG_UNNUMBERED}};
    struct bag_form forms[] = {{.surface = {strings + 8, 5}, .term = 0, .count = 3, .number = 6},
                               {.surface = {strings + 13, 4}, .term = 1, .count = 1, .number = BAG_UNNUMBERED}};
    uint64_t starts[] = {0, 2, 3};
    uint32_t segment_terms[] = {0, 1, 0}, segment_counts[] = {2, 1, 1}, lead_counts[] = {1, 0, 0};
    struct segment_text texts[] = {{5, 20, 4}, {21, 30, 2}};
    const struct bag bag = {.terms = terms,
                            .term_count = 2,
                            .forms = forms,
                            .form_count = 2,
                            .segment_texts = texts,
                            .segment_count = 2,
                            .segment_starts = starts,
                            .segment_terms = segment_terms,
                            .segment_counts = segment_counts,
                            .segment_lead_counts = lead_counts,
                            .numbering = &arena};
    const struct bag *copy = copy_of(&arena, &(struct record){.kind = RECORD_BAG, .as.bag = &bag}).as.bag;
    memset(strings, '?', sizeof strings);
    terms[0].count = forms[0].count = segment_counts[0] = lead_counts[0] = 99;
    starts[1] = texts[1].end = 99;
    cr_expect_eq(copy->terms[0].term.bytes, strings, "what is numbered lasts");
    cr_expect_eq(copy->forms[0].surface.bytes, strings + 8);
    cr_expect(span_equal(copy->terms[1].term, span_of("war")));
    cr_expect(span_equal(copy->forms[1].surface, span_of("Wars")));
    cr_expect_eq(copy->terms[0].count, 3);
    cr_expect_eq(copy->terms[0].hash, 11);
    cr_expect_eq(copy->terms[0].number, 4);
    cr_expect_eq(copy->forms[0].count, 3);
    cr_expect_eq(copy->segment_starts[1], 2);
    cr_expect_eq(copy->segment_counts[0], 2);
    cr_expect_eq(copy->segment_lead_counts[0], 1);
    cr_expect(copy->segment_texts[1].end == 30 && copy->segment_texts[0].words == 4);
    cr_expect_eq(copy->segment_terms[2], 0);
    cr_expect_eq(copy->numbering, &arena);
    arena_free(&arena);
}

Test(record_copy, of_a_bag_has_its_sequence)
{
    struct arena arena = {0};
    struct record copy;
    uint64_t starts[] = {0, 2, 3};
    uint32_t sequence[] = {1, 0, 1}, words[] = {5, 7};
    const struct bag bag = {
        .segment_count = 2, .sequence_starts = starts, .sequence = sequence, .segment_words = words};
    const struct record record = {.kind = RECORD_BAG, .as.bag = &bag};
    cr_assert_eq(record_copy(&arena, &record, &copy, &failure), STATUS_OK);
    memset(starts, 0xff, sizeof starts);
    memset(sequence, 0xff, sizeof sequence);
    memset(words, 0xff, sizeof words);
    const struct bag *const made = copy.as.bag;
    cr_assert(made->sequence_starts[1] == 2 && made->sequence_starts[2] == 3);
    cr_assert(made->sequence[0] == 1 && made->sequence[1] == 0 && made->sequence[2] == 1);
    cr_assert(made->segment_words[0] == 5 && made->segment_words[1] == 7);
    cr_assert_null(made->segment_starts);
    arena_free(&arena);
}

Test(record_copy, of_a_bag_that_lets_its_arrays_be_taken_has_them_and_no_copies)
{
    struct arena arena = {0};
    void *takeable[BAG_TAKEABLE] = {NULL};
    uint64_t starts[] = {0, 1}, sequence_starts[] = {0, 1};
    uint32_t terms[] = {0}, counts[] = {3}, sequence[] = {0};
    const struct bag_term term = {.term = {"war", 3}, .number = BAG_UNNUMBERED};
    const struct bag bag = {.terms = &term,
                            .term_count = 1,
                            .segment_count = 1,
                            .segment_starts = starts,
                            .segment_terms = terms,
                            .segment_counts = counts,
                            .sequence_starts = sequence_starts,
                            .sequence = sequence,
                            .takeable = takeable};
    const struct bag *copy = copy_of(&arena, &(struct record){.kind = RECORD_BAG, .as.bag = &bag}).as.bag;
    cr_expect(copy->segment_starts == starts && copy->segment_terms == terms && copy->segment_counts == counts);
    cr_expect(copy->sequence_starts == sequence_starts && copy->sequence == sequence);
    cr_expect_neq(copy->terms, &term);
    cr_expect(span_equal(copy->terms[0].term, span_of("war")));
    arena_free(&arena);
}

Test(record_copy, of_an_empty_bag_is_empty)
{
    struct arena arena = {0};
    const struct bag bag = {0};
    const struct bag *copy = copy_of(&arena, &(struct record){.kind = RECORD_BAG, .as.bag = &bag}).as.bag;
    cr_expect_eq(copy->term_count, 0);
    cr_expect_null(copy->segment_starts);
    arena_free(&arena);
}

Test(record_copy, refuses_what_cannot_wait)
{
    struct arena arena = {0};
    struct record copy;
    struct failure refusal = {0};
    cr_expect_eq(record_copy(&arena, &(struct record){.kind = RECORD_COUNTS}, &copy, &refusal), STATUS_FAILED);
    cr_expect_eq(refusal.kind, FAILURE_INTERNAL);
}

Test(record_copy, of_a_document_has_all_its_texts)
{
    struct arena arena = {0};
    char text[] = "value";
    const struct span span = span_of(text);
    const struct column column = {span, span};
    struct document_details details = {
        .genre = span, .published = span, .translated_from = span, .columns = &column, .column_count = 1};
    details.cut_tokens[FIELD_NOTES] = 3;
    details.repairs[REPAIR_TATWEEL] = 5;
    const struct document document = {.number = 5,
                                      .id = span,
                                      .source = span,
                                      .event = span,
                                      .language = span,
                                      .date = span,
                                      .title = span,
                                      .path = span,
                                      .details = &details};
    struct document copy;
    cr_assert_eq(document_copy(&arena, &document, &copy, &failure), STATUS_OK);
    text[0] = '?';
    const struct span all[] = {copy.id,
                               copy.source,
                               copy.event,
                               copy.language,
                               copy.date,
                               copy.title,
                               document_details(&copy)->genre,
                               document_details(&copy)->published,
                               document_details(&copy)->translated_from,
                               copy.path,
                               document_details(&copy)->columns[0].name,
                               document_details(&copy)->columns[0].value};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        cr_expect_str_eq(all[i].bytes, "value", "text %zu", i);
    }
    cr_expect_neq(copy.details, &details);
    cr_expect_eq(copy.details->cut_tokens[FIELD_NOTES], 3);
    cr_expect_eq(copy.details->repairs[REPAIR_TATWEEL], 5);
    cr_expect_eq(copy.number, 5);
    arena_free(&arena);
}

Test(record_copy, fails_cleanly_when_memory_is_refused)
{
    const struct bag_term term = {.term = {"a", 1}};
    const struct bag bag = {.terms = &term, .term_count = 1};
    const struct record source = {.kind = RECORD_BAG, .as.bag = &bag};
    struct arena arena = {0};
    struct record copy;
    struct failure refusal = {0};
    refuse_allocation(0, true);
    cr_expect_eq(record_copy(&arena, &source, &copy, &refusal), STATUS_FAILED);
    (void)refuse_nothing();
    cr_expect_eq(refusal.kind, FAILURE_MEMORY);
    arena_free(&arena);
}
