/*
 * vectorize.c - the stage that merges the documents' bags, in input order, into one vocabulary and one matrix of
 * counts.
 *
 * It runs in input order, so the first of two documents with one id is always the same one, and what a query may match
 * is fixed before the first query comes. In `finish` the vocabulary is pruned and ordered by bytes, which makes the
 * columns a function of the set of documents alone.
 */
#include <stdlib.h>

#include "array.h"
#include "bag_rows.h"
#include "document_rows.h"
#include "document_terms.h"
#include "numberings.h"
#include "reading_store.h"
#include "reference_store.h"
#include "row_store.h"
#include "sequence_store.h"
#include "stages.h"
#include "vocabulary.h"
#include "vocabulary_demand.h"

enum { LED_DOCUMENTS = 512 };     /* below that it is not worth another way of keeping counts */
enum { MATTERS_BYTES = 4 << 20 }; /* of --memory, whose least is eight times as much */
enum { AHEAD = 12 };              /* forms for which the vocabulary's memory, more than caches hold, is on its way */

struct vectorize {
    const struct settings *settings;
    struct vocabulary vocabulary;
    struct document_rows documents;
    struct row_store rows, segments;
    struct row_store leads, segment_leads; /* row by row what of them stands in the lead */
    uint64_t *segment_starts;              /* by row */
    size_t segment_starts_capacity;
    struct segment_text *segment_texts; /* by row of segments */
    size_t segment_texts_capacity;
    bool has_segments;
    struct sequence_store sequences;
    struct reference_store reference;
    struct reading_store readings;
    const char *readings_missing; /* why they are not kept, once that is so */
    struct numberings numberings;
    uint32_t *numbers; /* of the current bag's terms in the vocabulary */
    size_t numbers_capacity;
    struct vocabulary_arrangement arrangement;
    struct counts counts;
};

static enum status vectorize_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct vectorize *const vectorize = state;
    vectorize->settings = settings;
    vectorize->rows.width = settings->command == COMMAND_NEAREST ? ROWS_PACKED : ROWS_PLAIN;
    vectorize->rows.spill = vectorize->segments.spill = vectorize->sequences.spill = flow_spill(flow);
    vectorize->leads.spill = vectorize->segment_leads.spill = flow_spill(flow);
    vectorize->reference.rows.spill = vectorize->reference.leads.spill = flow_spill(flow);
    spill_foresee(flow_spill(flow), vocabulary_demand, &vectorize->vocabulary);
    if (settings->ngrams > 1 || settings->characters > 0) {
        vectorize->readings_missing = "they count words alone, and --ngrams or --characters is in force";
    } else if (settings->min_df.value > 1 || settings->min_df.is_share || !settings->max_df.is_share ||
               settings->max_df.value < 1) {
        vectorize->readings_missing = "they count every word, and --min-df or --max-df is in force";
    }
    return STATUS_OK;
}

/* Finds the vocabulary's number of each of the bag's terms. Those of a document are counted; those of a query are only
 * looked up, and are VOCABULARY_NONE where the corpus has no such term. */
static enum status number_terms(struct vectorize *vectorize, const struct bag *bag, enum role role,
                                struct numbering *numbering, struct failure *failure)
{
    struct vocabulary *const vocabulary = &vectorize->vocabulary;
    if (array_reserve((void **)&vectorize->numbers, &vectorize->numbers_capacity, bag->term_count,
                      sizeof *vectorize->numbers, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < bag->term_count; i++) { /* a bag is of a document: mostly it stays in the first cache */
        if (numbering != NULL && i + AHEAD < bag->term_count) {
            number_map_prefetch(&numbering->terms, bag->terms[i + AHEAD].number);
        }
        vectorize->numbers[i] =
            numbering != NULL ? number_map_get(&numbering->terms, bag->terms[i].number) : NUMBERINGS_UNKNOWN;
        vocabulary_prefetch(vocabulary, vectorize->numbers[i]);
    }
    for (size_t i = 0; i < bag->term_count; i++) {
        const struct bag_term *const term = &bag->terms[i];
        uint32_t *const number = &vectorize->numbers[i];
        if (*number != NUMBERINGS_UNKNOWN) {
            if (role == ROLE_DOCUMENT) {
                vocabulary_count(vocabulary, *number, term);
            }
        } else if (role != ROLE_DOCUMENT) {
            *number = vocabulary_find(vocabulary, term);
        } else if (vocabulary_add(vocabulary, term, number, failure) != STATUS_OK ||
                   (numbering != NULL &&
                    number_map_put(&numbering->terms, term->number, *number, failure) != STATUS_OK)) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status count_forms(struct vectorize *vectorize, const struct bag *bag, struct numbering *numbering,
                               struct failure *failure)
{
    for (size_t i = 0; i < bag->form_count; i++) {
        const struct bag_form *const form = &bag->forms[i];
        const uint32_t next = numbering != NULL && i + AHEAD < bag->form_count
                                  ? number_map_get(&numbering->forms, bag->forms[i + AHEAD].number)
                                  : NUMBERINGS_UNKNOWN;
        vocabulary_prefetch_form(&vectorize->vocabulary, next);
        if (numbering != NULL && i + 2 * AHEAD < bag->form_count) {
            number_map_prefetch(&numbering->forms, bag->forms[i + 2 * AHEAD].number);
        }
        uint32_t number = numbering != NULL ? number_map_get(&numbering->forms, form->number) : NUMBERINGS_UNKNOWN;
        if (number != NUMBERINGS_UNKNOWN) {
            vocabulary_count_form(&vectorize->vocabulary, number, form->count);
        } else if (vocabulary_add_form(&vectorize->vocabulary, vectorize->numbers[form->term], form, &number,
                                       failure) != STATUS_OK ||
                   (numbering != NULL &&
                    number_map_put(&numbering->forms, form->number, number, failure) != STATUS_OK)) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static bool keeps_leads(const struct vectorize *vectorize)
{
    return vectorize->settings->command != COMMAND_VECTORIZE;
}

static enum status add_segment_lead(struct vectorize *vectorize, const struct bag *bag, size_t segment,
                                    struct failure *failure)
{
    const size_t start = (size_t)bag->segment_starts[segment], end = (size_t)bag->segment_starts[segment + 1];
    if (!keeps_leads(vectorize)) {
        return STATUS_OK;
    }
    /* Most segments stand behind the lead: for these nothing is set aside. */
    const bool has_lead = start < end && bag->segment_lead_counts != NULL && bag->segment_lead_counts[start] > 0;
    const size_t entries = has_lead ? end - start : 0;
    if (row_store_reserve(&vectorize->segment_leads, entries, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = start; i < start + entries; i++) {
        const uint32_t number = vectorize->numbers[bag->segment_terms[i]];
        if (number != VOCABULARY_NONE && bag->segment_lead_counts[i] > 0) {
            row_store_put(&vectorize->segment_leads, number, bag->segment_lead_counts[i]);
        }
    }
    row_store_end(&vectorize->segment_leads);
    return STATUS_OK;
}

enum { SEGMENTS_A_LOOK = 1 << 12 }; /* a megabyte of what is read and written of them, or so */

/* The segments of the row that was just added; none where the bag has not kept them. */
static enum status add_segments(struct vectorize *vectorize, const struct bag *bag, struct failure *failure)
{
    const size_t segment_count = bag->segment_starts != NULL ? bag->segment_count : 0;
    const size_t known = vectorize->segments.row_count;
    if (array_reserve((void **)&vectorize->segment_starts, &vectorize->segment_starts_capacity,
                      vectorize->documents.count + 1, sizeof *vectorize->segment_starts, failure) != STATUS_OK ||
        spill_reserve(vectorize->segments.spill, (void **)&vectorize->segment_texts, &vectorize->segment_texts_capacity,
                      known + segment_count, sizeof *vectorize->segment_texts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    vectorize->has_segments = vectorize->has_segments || bag->segment_starts != NULL;
    vectorize->segment_starts[vectorize->documents.count - 1] = known;
    for (size_t segment = 0; segment < segment_count; segment++) {
        const size_t start = (size_t)bag->segment_starts[segment], end = (size_t)bag->segment_starts[segment + 1];
        if (segment % SEGMENTS_A_LOOK == SEGMENTS_A_LOOK - 1) {
            spill_make_room(vectorize->segments.spill);
        }
        vectorize->segment_texts[known + segment] = bag->segment_texts[segment];
        if (row_store_reserve(&vectorize->segments, end - start, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        for (size_t i = start; i < end; i++) {
            const uint32_t number = vectorize->numbers[bag->segment_terms[i]];
            if (number != VOCABULARY_NONE) {
                row_store_put(&vectorize->segments, number, bag->segment_counts[i]);
            }
        }
        row_store_end(&vectorize->segments);
        if (add_segment_lead(vectorize, bag, segment, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    vectorize->segment_starts[vectorize->documents.count] = vectorize->segments.row_count;
    return STATUS_OK;
}

/* Above a number of documents or words nothing is kept, and what was is given back at once. */
static enum status add_reading(struct vectorize *vectorize, const struct bag *bag, struct failure *failure)
{
    const struct settings *const settings = vectorize->settings;
    if (settings->command != COMMAND_COMPARE || settings->robustness == ROBUSTNESS_NONE ||
        vectorize->readings_missing != NULL) {
        return STATUS_OK;
    }
    if (settings->robustness == ROBUSTNESS_AUTO && vectorize->documents.document_count > ROBUSTNESS_DOCUMENTS) {
        vectorize->readings_missing =
            "the corpus has more than 200 documents (--robustness full tries them all the same)";
    } else if (settings->robustness == ROBUSTNESS_AUTO &&
               vectorize->readings.item_count + bag->reading_count > ROBUSTNESS_WORDS) {
        vectorize->readings_missing =
            "the corpus has more than 250,000 words (--robustness full tries them all the same)";
    }
    if (vectorize->readings_missing != NULL) {
        reading_store_free(&vectorize->readings);
        return STATUS_OK;
    }
    return reading_store_add(&vectorize->readings, bag, failure);
}

/* A text of the corpus is as near to itself as can be, which says nothing of unrelated texts. */
static bool is_of_corpus(const struct vectorize *vectorize, const struct document *text)
{
    for (size_t i = 0; i < vectorize->documents.document_count; i++) {
        const struct document *const document = vectorize->documents.items[i];
        if (document->bytes == text->bytes && document->crc == text->crc && document->tokens == text->tokens) {
            return true;
        }
    }
    return false;
}

static enum status accept_reference(struct vectorize *vectorize, struct document *document, const struct bag *bag,
                                    struct flow *flow)
{
    const struct document *const known = reference_store_find(&vectorize->reference, document->id);
    if (known != NULL) {
        return document_rows_fail_duplicate(flow, known, document);
    }
    if (is_of_corpus(vectorize, document)) {
        return flow_warn_alike(flow, "reference texts are texts of the corpus, too, and are not used",
                               "is a text of the corpus, too, and is not used as a reference text");
    }
    return reference_store_add(&vectorize->reference, &vectorize->vocabulary, document, bag, flow_failure(flow));
}

/* How many there are, for what they will take. */
static void note_words(const struct vectorize *vectorize, struct flow *flow)
{
    const struct vocabulary *const known = &vectorize->vocabulary;
    const size_t learned = numberings_known_forms(&vectorize->numberings);
    const struct spill_words words = {learned, known->form_count, known->entry_count, vectorize->rows.entry_count};
    spill_note_words(flow_spill(flow), &words);
}

static enum status vectorize_accept(void *state, const struct record *record, struct flow *flow)
{
    struct vectorize *const vectorize = state;
    const struct bag *const bag = record->as.bag;
    struct document *const document = flow_document(flow);
    struct failure *const failure = flow_failure(flow);
    struct numbering *numbering = NULL;
    if (document->role == ROLE_REFERENCE) {
        return accept_reference(vectorize, document, bag, flow);
    }
    if (document_rows_add(&vectorize->documents, document, flow) != STATUS_OK ||
        numberings_of(&vectorize->numberings, bag, &numbering, failure) != STATUS_OK ||
        number_terms(vectorize, bag, document->role, numbering, failure) != STATUS_OK ||
        (document->role == ROLE_DOCUMENT && count_forms(vectorize, bag, numbering, failure) != STATUS_OK) ||
        bag_rows_add(&vectorize->rows, keeps_leads(vectorize) ? &vectorize->leads : NULL, bag, vectorize->numbers,
                     failure) != STATUS_OK ||
        (document->role == ROLE_DOCUMENT && add_reading(vectorize, bag, failure) != STATUS_OK) ||
        (document->role == ROLE_DOCUMENT &&
         sequence_store_add(&vectorize->sequences, bag, vectorize->numbers, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    note_words(vectorize, flow);
    return add_segments(vectorize, bag, failure);
}

static enum status fail_no_document(struct flow *flow)
{
    const size_t rejects = flow_journal(flow)->reject_count;
    if (rejects > 0) {
        return flow_fail(flow, FAILURE_DATA,
                         "every document was rejected (%zu, the warnings say why); there is nothing left to count",
                         rejects);
    }
    return flow_fail(flow, FAILURE_NO_INPUT,
                     "the corpus holds no document; name a folder, manifest or file with texts");
}

static enum status fail_all_pruned(const struct vectorize *vectorize, struct flow *flow)
{
    const struct settings *const settings = vectorize->settings;
    return flow_fail(flow, FAILURE_DATA,
                     "--min-df %g%s and --max-df %g%s leave none of the %zu %s of %zu %s; lower the one or raise the "
                     "other",
                     settings->min_df.value, settings->min_df.is_share ? " (a share)" : "", settings->max_df.value,
                     settings->max_df.is_share ? " (a share)" : "", vectorize->vocabulary.entry_count,
                     vectorize->vocabulary.entry_count == 1 ? "term" : "terms", vectorize->documents.document_count,
                     vectorize->documents.document_count == 1 ? "document" : "documents");
}

/* A term that the corpus has not counts as one that one of its documents has, for --min-df and --max-df as for idf. */
static enum status arrange_reference(struct vectorize *vectorize, size_t entry_count, struct failure *failure)
{
    const struct settings *const settings = vectorize->settings;
    const bool keeps_unseen =
        vocabulary_keeps(settings->min_df, settings->max_df, vectorize->documents.document_count, 1);
    return vectorize->reference.count == 0 ? STATUS_OK
                                           : reference_store_arrange(&vectorize->reference, &vectorize->arrangement,
                                                                     entry_count, keeps_unseen, failure);
}

/* Who compares queries, or by another measure, wants plain counts. */
static enum status settle_width(struct vectorize *vectorize, struct failure *failure)
{
    const bool may_be_led = vectorize->settings->similarity == SIMILARITY_CORRECTED &&
                            vectorize->documents.count == vectorize->documents.document_count &&
                            vectorize->documents.document_count >= LED_DOCUMENTS && row_store_fits(&vectorize->rows);
    vectorize->rows.column_count = vectorize->arrangement.term_count;
    return may_be_led ? STATUS_OK : row_store_unpack(&vectorize->rows, &vectorize->leads, failure);
}

static void forget_counts(void *owner, size_t first, size_t end)
{
    row_store_forget_counts(&((const struct vectorize *)owner)->rows, first, end);
}

static void release_counts(void *owner)
{
    struct vectorize *const vectorize = owner;
    row_store_drop_counts(&vectorize->rows);
    row_store_free(&vectorize->leads);
    vectorize->counts.rows.counts = NULL;
    vectorize->counts.leads = (struct count_rows){0};
    vectorize->counts.led_counts = (struct led_counts){0};
}

static enum status vectorize_finish(void *state, struct flow *flow)
{
    struct vectorize *const vectorize = state;
    struct vocabulary_arrangement *const arrangement = &vectorize->arrangement;
    struct failure *const failure = flow_failure(flow);
    if (vectorize->documents.document_count == 0) {
        return fail_no_document(flow);
    }
    const uint64_t demand = vocabulary_demand_now(&vectorize->vocabulary);
    spill_foresee_no_more(flow_spill(flow), &vectorize->vocabulary);
    if (demand >= MATTERS_BYTES &&
        spill_expect(flow_spill(flow), "the order of the words", demand, 0, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (vocabulary_arrange(&vectorize->vocabulary, vectorize->settings->min_df, vectorize->settings->max_df,
                           vectorize->documents.document_count, flow, arrangement, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (arrangement->term_count == 0 && vectorize->vocabulary.entry_count > 0) {
        return fail_all_pruned(vectorize, flow);
    }
    if (arrange_reference(vectorize, vectorize->vocabulary.entry_count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    vocabulary_forget(&vectorize->vocabulary);
    numberings_free(&vectorize->numberings);
    if (settle_width(vectorize, failure) != STATUS_OK ||
        row_store_arrange(&vectorize->rows, arrangement->numbers, flow, failure) != STATUS_OK ||
        row_store_arrange(&vectorize->segments, arrangement->numbers, flow, failure) != STATUS_OK ||
        row_store_arrange(&vectorize->leads, arrangement->numbers, flow, failure) != STATUS_OK ||
        row_store_arrange(&vectorize->segment_leads, arrangement->numbers, flow, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    sequence_store_arrange(&vectorize->sequences, arrangement->numbers);
    vectorize->counts = (struct counts){.spill = flow_spill(flow),
                                        .terms = arrangement->terms,
                                        .term_count = arrangement->term_count,
                                        .reference = reference_store_view(&vectorize->reference),
                                        .documents = vectorize->documents.items,
                                        .document_count = vectorize->documents.document_count,
                                        .query_count = vectorize->documents.count - vectorize->documents.document_count,
                                        .rows = row_store_view(&vectorize->rows),
                                        .led_counts = row_store_led_counts(&vectorize->rows),
                                        .low_columns = row_store_low_columns(&vectorize->rows),
                                        .leads = row_store_view(&vectorize->leads),
                                        .segments = row_store_view(&vectorize->segments),
                                        .segment_leads = row_store_view(&vectorize->segment_leads),
                                        .segment_starts = vectorize->has_segments ? vectorize->segment_starts : NULL,
                                        .segment_texts = vectorize->has_segments ? vectorize->segment_texts : NULL,
                                        .sequences = sequence_store_view(&vectorize->sequences),
                                        .readings = reading_store_view(&vectorize->readings),
                                        .owner = vectorize,
                                        .forget_counts = forget_counts,
                                        .release_counts = release_counts};
    if (vectorize->reference.count > 0) {
        vectorize->counts.terms = vectorize->reference.terms;
        vectorize->counts.unseen_count = vectorize->reference.arrangement.term_count;
    }
    if (vectorize->settings->command == COMMAND_COMPARE && vectorize->settings->robustness != ROBUSTNESS_NONE) {
        vectorize->counts.readings.missing = vectorize->readings_missing;
    }
    if (document_terms_count(&vectorize->counts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_emit(flow, &(struct record){.kind = RECORD_COUNTS, .as.counts = &vectorize->counts});
}

static void vectorize_close(void *state)
{
    struct vectorize *const vectorize = state;
    if (vectorize == NULL) {
        return;
    }
    reference_store_free(&vectorize->reference);
    vocabulary_arrangement_free(&vectorize->arrangement);
    free(vectorize->numbers);
    numberings_free(&vectorize->numberings);
    spill_free(vectorize->segments.spill, vectorize->segment_texts);
    free(vectorize->segment_starts);
    reading_store_free(&vectorize->readings);
    sequence_store_free(&vectorize->sequences);
    row_store_free(&vectorize->segment_leads);
    row_store_free(&vectorize->leads);
    row_store_free(&vectorize->segments);
    row_store_free(&vectorize->rows);
    document_rows_free(&vectorize->documents);
    vocabulary_free(&vectorize->vocabulary);
}

const struct stage_type vectorize_stage = {
    .name = "vectorize",
    .placement = IN_ORDER,
    .consumes = RECORD_BAG,
    .produces = RECORD_COUNTS,
    .state_size = sizeof(struct vectorize),
    .open = vectorize_open,
    .accept = vectorize_accept,
    .finish = vectorize_finish,
    .close = vectorize_close,
};
