/*
 * count.c - the stage that makes a document's words a bag of terms: words and years, n-grams of them (ngrams.c), and
 * character n-grams.
 *
 * A word costs array look-ups alone: forms are numbered densely by their stage, the lexicon knows each form's term and
 * character n-grams by that number, and an epoch tells whether it was in this document already. The lexicon's numbers
 * go along in the bag, so that whoever merges bags needs no hash either.
 */
#include <stdlib.h>

#include "array.h"
#include "bag_builder.h"
#include "document_details.h"
#include "lexicon.h"
#include "ngrams.h"
#include "spill.h"
#include "stages.h"

/* So many words ahead what is known of a form is asked for: it is spread over more memory than caches hold. */
enum { AHEAD = 8 };
enum { LONG_WORDS = 1 << 16 }; /* of a document whose memory may be asked for before its end */

struct count {
    const struct settings *settings;
    bool keep_apparatus, keeps_leads, marks_names;
    bool keeps_forms; /* else a slot of the lexicon leads to the term in the bag, and the bag has no forms */
    struct lexicon lexicon;
    uint32_t epoch; /* of the current document; what the lexicon has from another one is void */

    /* of the current document */
    struct bag_builder builder;
    struct ngrams ngrams;
    struct name_mark { /* the last counted term, if no other word stands behind it */
        const struct form *form;
        uint32_t term;
        bool is_name; /* it ends a name of several words */
    } last;
    bool segment_pending; /* the next counted word starts a segment */
    uint64_t tokens;
    uint64_t field_tokens[FIELD_COUNT];
    bool keeps_reading; /* --robustness */
    bool keeps_all_reading;
    struct read_form *reading;
    size_t reading_count, reading_capacity;
    uint64_t *reading_starts; /* by segment, where these are kept too */
    size_t reading_starts_capacity;
};

/* Which documents are looked at by segments right of the barrier: those that a source tells of an event, and with
 * --events all of them. Their metadata may stand in their text, so this is known with their first word. */
static bool keeps_segments(const struct settings *settings, const struct document *document)
{
    if (settings->command == COMMAND_VECTORIZE) {
        return settings->rows == ROWS_SEGMENTS;
    }
    if (document->role != ROLE_DOCUMENT) {
        return false;
    }
    if (settings->events != NULL) {
        return settings->command == COMMAND_COMPARE || settings->command == COMMAND_EXPLAIN;
    }
    return settings->command == COMMAND_COMPARE && document->source.length > 0 && document->event.length > 0;
}

/* Topics are found over passages and judged by what stands near what. */
static bool plan_keeps_sequence(const struct settings *settings)
{
    return settings->command == COMMAND_COMPARE && settings->topics > 0;
}

static enum status count_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct count *const count = state;
    count->settings = settings;
    count->lexicon.characters = settings->characters;
    count->keep_apparatus = settings->keep_apparatus;
    count->keeps_leads = settings->command == COMMAND_COMPARE || settings->command == COMMAND_NEAREST ||
                         settings->command == COMMAND_EXPLAIN;
    count->marks_names = settings->command == COMMAND_COMPARE || settings->command == COMMAND_EXPLAIN;
    count->keeps_forms = settings->command != COMMAND_NEAREST || settings->ngrams > 1;
    count->keeps_reading = settings->command == COMMAND_COMPARE && settings->robustness != ROBUSTNESS_NONE;
    count->keeps_all_reading = settings->robustness == ROBUSTNESS_FULL;
    count->builder.spill = flow_spill(flow);
    count->builder.keeps_sequence = plan_keeps_sequence(settings);
    return ngrams_open(&count->ngrams, settings->ngrams, flow_failure(flow));
}

/* 0 is the epoch of what was never counted: after 2^32 documents all is made void by hand. */
static void start_epoch(struct count *count)
{
    count->epoch++;
    if (count->epoch == 0) {
        lexicon_void(&count->lexicon);
        count->epoch = 1;
    }
}

static enum status count_begin_document(void *state, struct flow *flow)
{
    struct count *const count = state;
    start_epoch(count);
    bag_builder_reset(&count->builder);
    count->builder.path = flow_document(flow)->path;
    ngrams_reset(&count->ngrams);
    count->segment_pending = true;
    count->tokens = 0;
    count->last.form = NULL;
    count->builder.is_in_lead = count->keeps_leads;
    count->reading_count = 0;
    memset(count->field_tokens, 0, sizeof count->field_tokens);
    return STATUS_OK;
}

/* The number in the bag of a term of the lexicon, added at its first appearance in the document. */
static enum status local_term(struct count *count, uint32_t number, struct form_facts facts, uint32_t *local,
                              struct failure *failure)
{
    struct lexicon_term *const known = &count->lexicon.terms[number];
    if (known->epoch == count->epoch) {
        *local = known->local;
        bag_builder_merge_term(&count->builder, *local, facts.flags, facts.background);
        return STATUS_OK;
    }
    const struct bag_term term = {.term = {known->bytes, known->length},
                                  .channel = known->channel,
                                  .flags = facts.flags,
                                  .background = facts.background,
                                  .number = number};
    if (bag_builder_push_term(&count->builder, &term, local, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    known->epoch = count->epoch;
    known->local = *local;
    return STATUS_OK;
}

/* The number in the bag of a form of the lexicon that is new in the document. */
static enum status local_form(struct count *count, const struct lexicon_slot *slot, const struct form *form,
                              uint32_t *local, struct failure *failure)
{
    const struct form_facts facts = {form->background, form->flags};
    struct bag_form fresh = {.surface = form->surface, .number = slot->number};
    if (local_term(count, slot->term, facts, &fresh.term, failure) != STATUS_OK ||
        bag_builder_push_form(&count->builder, &fresh, local, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return count->ngrams.longest > 1 ? ngrams_note_form(&count->ngrams, *local, facts, failure) : STATUS_OK;
}

/* The number in the bag of a form, or of its term where no forms are kept, found by the form's own number. */
static inline enum status bag_number_of(struct count *count, const struct form *form, struct lexicon_slot **slot,
                                        uint32_t *local, struct failure *failure)
{
    if (lexicon_find(&count->lexicon, form, slot, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if ((*slot)->epoch != count->epoch) {
        const struct form_facts facts = {form->background, form->flags};
        if ((count->keeps_forms ? local_form(count, *slot, form, &(*slot)->local, failure)
                                : local_term(count, (*slot)->term, facts, &(*slot)->local, failure)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        (*slot)->epoch = count->epoch;
    }
    *local = (*slot)->local;
    return STATUS_OK;
}

static enum status count_grams(struct count *count, const struct lexicon_slot *slot, struct failure *failure)
{
    const struct form_facts no_facts = {NO_BACKGROUND, 0};
    size_t first;
    const size_t end = lexicon_grams(&count->lexicon, slot, &first);
    for (size_t i = first; i < end; i++) {
        uint32_t gram;
        if (local_term(count, count->lexicon.grams[i], no_facts, &gram, failure) != STATUS_OK ||
            bag_builder_count(&count->builder, gram, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* Too much for the grid: what is more than that need not be kept to say so. */
static bool is_read_enough(const struct count *count)
{
    return !count->keeps_all_reading && count->reading_count > ROBUSTNESS_WORDS;
}

/* Where the segment that begins now lies in the reading; what stands before a document's first is counted to it. */
static enum status note_segment(struct count *count, size_t place, struct failure *failure)
{
    const size_t segment = count->builder.segment_count;
    if (!count->keeps_reading || !count->builder.keeps_segments || is_read_enough(count)) {
        return STATUS_OK;
    }
    if (array_reserve((void **)&count->reading_starts, &count->reading_starts_capacity, segment + 2,
                      sizeof *count->reading_starts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    count->reading_starts[segment] = segment == 0 ? 0 : place;
    return STATUS_OK;
}

/* Counts the term, and the one before it, as words of a name if they are one together. */
static void mark_name(struct count *count, const struct form *form, uint32_t term)
{
    struct name_mark *const last = &count->last;
    struct bag_term *const terms = count->builder.terms;
    const bool is_name = last->form != NULL && forms_name_state(last->form, form);
    if (is_name) {
        terms[last->term].name_count += !last->is_name;
        terms[term].name_count++;
    }
    *last = (struct name_mark){form, term, is_name};
}

/* A date is counted once more than its words, in their segment; it is no word itself, and in no n-gram. */
static enum status count_form(struct count *count, const struct form *form, struct failure *failure)
{
    struct lexicon_slot *slot;
    uint32_t local;
    if (bag_number_of(count, form, &slot, &local, failure) != STATUS_OK ||
        bag_builder_count_form(&count->builder, local, failure) != STATUS_OK ||
        (count->builder.keeps_sequence &&
         bag_builder_follow(&count->builder, count->builder.forms[local].term, failure) != STATUS_OK) ||
        (count->lexicon.characters > 0 && count_grams(count, slot, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    if (count->marks_names && form->class == FORM_TERM) {
        mark_name(count, form, count->builder.forms[local].term);
    }
    return count->ngrams.longest > 1 && form->class == FORM_TERM
               ? ngrams_count(&count->ngrams, &count->builder, local, failure)
               : STATUS_OK;
}

/* The same where the bag is of terms alone. */
static inline enum status count_term(struct count *count, const struct form *form, struct failure *failure)
{
    struct lexicon_slot *slot;
    uint32_t local;
    if (bag_number_of(count, form, &slot, &local, failure) != STATUS_OK ||
        bag_builder_count(&count->builder, local, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return count->lexicon.characters > 0 ? count_grams(count, slot, failure) : STATUS_OK;
}

static enum status keep_reading(struct count *count, const struct terms *terms, struct failure *failure)
{
    if (is_read_enough(count)) {
        return STATUS_OK;
    }
    if (array_reserve((void **)&count->reading, &count->reading_capacity, count->reading_count + terms->count,
                      sizeof *count->reading, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < terms->count; i++) {
        count->reading[count->reading_count++] =
            (struct read_form){terms->forms[i], terms->words[i].field == FIELD_BODY};
    }
    return STATUS_OK;
}

/* What a word counts for whatever its form: in its field, and as part of a segment. */
static inline enum status count_word(struct count *count, const struct word *word, size_t place, bool is_counted,
                                     struct failure *failure)
{
    count->field_tokens[word->field]++;
    /* The word that starts a segment may be one that is not counted: the segment starts all the same. */
    if ((word->flags & WORD_STARTS_SEGMENT) != 0) {
        count->segment_pending = true;
    }
    if (!is_counted) {
        return STATUS_OK;
    }
    if (count->tokens++ == LEAD_WORDS) {
        count->builder.is_in_lead = false;
    }
    if (count->segment_pending) {
        if (note_segment(count, place, failure) != STATUS_OK ||
            bag_builder_start_segment(&count->builder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        count->segment_pending = false;
        ngrams_start_segment(&count->ngrams);
        count->last.form = NULL;
    }
    if (count->builder.keeps_segments || count->builder.keeps_sequence) {
        bag_builder_add_word(&count->builder, word->start, word->second_end > 0 ? word->second_end : word->end);
    }
    return STATUS_OK;
}

static enum status count_accept(void *state, const struct record *record, struct flow *flow)
{
    struct count *const count = state;
    struct failure *const failure = flow_failure(flow);
    const struct terms terms = *record->as.terms; /* a copy, which no store of the loop is held to change */
    const size_t read_before = count->reading_count;
    if (count->tokens == 0) {
        count->builder.keeps_segments = keeps_segments(count->settings, flow_document(flow));
    }
    if (count->keeps_reading && keep_reading(count, &terms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < terms.count; i++) {
        const struct word *const word = &terms.words[i];
        const struct form *const form = terms.forms[i];
        if (i + 3 * AHEAD < terms.count) { /* three loads that depend on each other, each in time */
            __builtin_prefetch(terms.forms[i + 3 * AHEAD]);
        }
        if (i + 2 * AHEAD < terms.count) {
            lexicon_prefetch_slot(&count->lexicon, terms.forms[i + 2 * AHEAD]);
            lexicon_prefetch_form(&count->lexicon, terms.forms[i + AHEAD], count->epoch);
        }
        const bool is_counted = word->field == FIELD_BODY || count->keep_apparatus;
        if (form->class != FORM_DATE && count_word(count, word, read_before + i, is_counted, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (is_counted && (form->class == FORM_TERM || form->class == FORM_DATE)) {
            if ((count->keeps_forms ? count_form(count, form, failure) : count_term(count, form, failure)) !=
                STATUS_OK) {
                return STATUS_FAILED;
            }
        } else {
            count->last.form = NULL;
        }
    }
    if (count->tokens > LONG_WORDS) {
        spill_note_part(flow_spill(flow), count->lexicon.form_count + count->lexicon.term_count);
    }
    return STATUS_OK;
}

static enum status warn_without_terms(const struct count *count, struct flow *flow)
{
    static const char alike[] = "documents have no words to compare";
    if (count->tokens > 0) {
        return flow_warn_alike(flow, alike, "has no words to compare: stop words and numbers are all it holds");
    }
    for (size_t field = 0; field < FIELD_COUNT; field++) {
        if (count->field_tokens[field] > 0) {
            return flow_warn_alike(flow, alike,
                                   "has no words to compare: all are notes, appended articles and the like "
                                   "(--keep-apparatus counts them)");
        }
    }
    return flow_warn_alike(flow, alike, "has no words to compare");
}

static enum status keep_cut_tokens(const struct count *count, struct flow *flow)
{
    struct document_details *details;
    uint64_t cut = 0;
    for (size_t field = FIELD_BODY + 1; field < FIELD_COUNT; field++) {
        cut += count->field_tokens[field];
    }
    if (cut == 0) {
        return STATUS_OK;
    }
    if (document_details_make(flow_document(flow), flow_document_arena(flow), &details, flow_failure(flow)) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(details->cut_tokens, count->field_tokens, sizeof details->cut_tokens);
    details->cut_tokens[FIELD_BODY] = 0;
    return STATUS_OK;
}

static enum status count_end_document(void *state, struct flow *flow)
{
    struct count *const count = state;
    struct document *const document = flow_document(flow);
    struct bag bag;
    if (count->tokens == 0) {
        count->builder.keeps_segments = keeps_segments(count->settings, document);
    }
    /* What is all lead counts the same with and without it, but where it is a part of what a source tells. */
    if (count->tokens <= LEAD_WORDS && (document->source.length == 0 || document->event.length == 0)) {
        bag_builder_drop_lead(&count->builder);
    }
    if (bag_builder_view(&count->builder, &bag, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    bag.numbering = &count->lexicon;
    bag.known_forms = count->lexicon.form_count;
    bag.reading_count = count->reading_count;
    bag.reading = is_read_enough(count) ? NULL : count->reading;
    if (count->keeps_reading && !is_read_enough(count) && bag.segment_starts != NULL && bag.segment_count > 0) {
        bag.reading_starts = count->reading_starts;
    }
    document->tokens = count->tokens;
    document->segments = bag.segment_count;
    if (keep_cut_tokens(count, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (bag.term_count == 0 && !document->told_empty) {
        document->told_empty = true;
        if (warn_without_terms(count, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return flow_emit(flow, &(struct record){.kind = RECORD_BAG, .as.bag = &bag});
}

/* Behind the barrier stands the vocabulary alone. */
static enum status count_finish(void *state, struct flow *flow)
{
    struct count *const count = state;
    (void)flow;
    bag_builder_free(&count->builder);
    lexicon_free(&count->lexicon);
    return STATUS_OK;
}

static void count_close(void *state)
{
    struct count *const count = state;
    if (count == NULL) {
        return;
    }
    free(count->reading_starts);
    free(count->reading);
    ngrams_close(&count->ngrams);
    bag_builder_free(&count->builder);
    lexicon_free(&count->lexicon);
}

const struct stage_type count_stage = {
    .name = "count",
    .placement = PER_WORKER,
    .consumes = RECORD_TERMS,
    .produces = RECORD_BAG,
    .state_size = sizeof(struct count),
    .open = count_open,
    .begin_document = count_begin_document,
    .accept = count_accept,
    .end_document = count_end_document,
    .finish = count_finish,
    .close = count_close,
};
