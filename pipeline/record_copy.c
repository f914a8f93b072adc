/* record_copy.c - copies of the records that wait for their document's turn. */
#include "record_copy.h"

#include "document_details.h"

/* Copies `count` items of `item_bytes` into the arena; *copy is NULL for none. */
static enum status copy_items(struct arena *arena, const void *items, size_t count, size_t item_bytes, void **copy,
                              struct failure *failure)
{
    *copy = NULL;
    if (count == 0 || items == NULL) {
        return STATUS_OK;
    }
    if (arena_take(arena, count * item_bytes, copy, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(*copy, items, count * item_bytes);
    return STATUS_OK;
}

static enum status copy_words(struct arena *arena, const struct word *source, size_t count, const struct word **copy,
                              struct failure *failure)
{
    void *memory = NULL;
    if (copy_items(arena, source, count, sizeof *source, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct word *words = memory;
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        bytes += words[i].surface.length;
    }
    if (arena_take(arena, bytes, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *pool = memory;
    for (size_t i = 0; i < count; i++) {
        const struct span surface = words[i].surface;
        if (surface.length > 0) {
            memcpy(pool, surface.bytes, surface.length);
        }
        words[i].surface.bytes = pool;
        pool += surface.length;
    }
    *copy = words;
    return STATUS_OK;
}

static enum status copy_text(struct arena *arena, const struct text *source, struct record *copy,
                             struct failure *failure)
{
    void *memory = NULL;
    if (arena_take(arena, sizeof *source, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct text *text = memory;
    *text = *source;
    copy->as.text = text;
    return arena_copy(arena, source->utf8, &text->utf8, failure);
}

static enum status copy_words_record(struct arena *arena, const struct words *source, struct record *copy,
                                     struct failure *failure)
{
    void *memory = NULL;
    if (arena_take(arena, sizeof *source, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct words *words = memory;
    *words = *source;
    words->text = (struct text){0}; /* the block is gone by the time the copy is read */
    copy->as.words = words;
    return copy_words(arena, source->items, source->count, &words->items, failure);
}

/* Forms last as long as the stage that made them: only the pointers are copied. */
static enum status copy_terms(struct arena *arena, const struct terms *source, struct record *copy,
                              struct failure *failure)
{
    void *memory = NULL, *forms = NULL;
    if (arena_take(arena, sizeof *source, &memory, failure) != STATUS_OK ||
        copy_items(arena, source->forms, source->count, sizeof(struct form *), &forms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct terms *terms = memory;
    *terms = *source;
    terms->forms = forms;
    copy->as.terms = terms;
    return copy_words(arena, source->words, source->count, &terms->words, failure);
}

/* Strings of what is numbered last as long as the stages: mostly there is nothing to copy, and nothing is touched. */
static size_t passing_length(const struct bag *bag, struct span text, uint32_t number)
{
    return bag->numbering == NULL || number == BAG_UNNUMBERED ? text.length : 0;
}

static void copy_passing(const struct bag *bag, struct span *text, uint32_t number, char **pool)
{
    const size_t length = passing_length(bag, *text, number);
    if (length > 0) {
        memcpy(*pool, text->bytes, length);
        text->bytes = *pool;
        *pool += length;
    }
}

static enum status copy_bag_strings(struct arena *arena, const struct bag *bag, struct bag_term *terms,
                                    struct bag_form *forms, struct failure *failure)
{
    size_t bytes = 0;
    for (size_t i = 0; i < bag->term_count; i++) {
        bytes += passing_length(bag, terms[i].term, terms[i].number);
    }
    for (size_t i = 0; i < bag->form_count; i++) {
        bytes += passing_length(bag, forms[i].surface, forms[i].number);
    }
    void *memory = NULL;
    if (arena_take(arena, bytes, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *pool = memory;
    for (size_t i = 0; i < bag->term_count; i++) {
        copy_passing(bag, &terms[i].term, terms[i].number, &pool);
    }
    for (size_t i = 0; i < bag->form_count; i++) {
        copy_passing(bag, &forms[i].surface, forms[i].number, &pool);
    }
    return STATUS_OK;
}

static enum status copy_sequence(struct arena *arena, const struct bag *source, struct bag *bag,
                                 struct failure *failure)
{
    if (source->sequence_starts == NULL) {
        return STATUS_OK;
    }
    const size_t segments = source->segment_count, entries = (size_t)source->sequence_starts[segments];
    void *starts = NULL, *sequence = NULL, *segment_words = NULL;
    if (copy_items(arena, source->sequence_starts, segments + 1, sizeof *source->sequence_starts, &starts, failure) !=
            STATUS_OK ||
        copy_items(arena, source->sequence, entries, sizeof *source->sequence, &sequence, failure) != STATUS_OK ||
        copy_items(arena, source->segment_words, segments, sizeof *source->segment_words, &segment_words, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    bag->sequence_starts = starts;
    bag->sequence = sequence;
    bag->segment_words = segment_words;
    return STATUS_OK;
}

static enum status copy_reading(struct arena *arena, const struct bag *source, struct bag *bag, struct failure *failure)
{
    void *reading = NULL, *starts = NULL;
    if (source->reading_starts != NULL) {
        if (copy_items(arena, source->reading_starts, source->segment_count, sizeof *source->reading_starts, &starts,
                       failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        bag->reading_starts = starts;
    }
    if (source->reading == NULL) {
        return STATUS_OK;
    }
    if (copy_items(arena, source->reading, source->reading_count, sizeof *source->reading, &reading, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    bag->reading = reading;
    return STATUS_OK;
}

static enum status copy_segments(struct arena *arena, const struct bag *source, struct bag *bag,
                                 struct failure *failure)
{
    if (source->segment_starts == NULL) {
        return STATUS_OK;
    }
    const size_t entries = (size_t)source->segment_starts[source->segment_count];
    void *starts = NULL, *segment_terms = NULL, *segment_counts = NULL, *segment_lead_counts = NULL,
         *segment_texts = NULL;
    if (copy_items(arena, source->segment_starts, source->segment_count + 1, sizeof *source->segment_starts, &starts,
                   failure) != STATUS_OK ||
        copy_items(arena, source->segment_terms, entries, sizeof *source->segment_terms, &segment_terms, failure) !=
            STATUS_OK ||
        copy_items(arena, source->segment_counts, entries, sizeof *source->segment_counts, &segment_counts, failure) !=
            STATUS_OK ||
        (source->segment_lead_counts != NULL &&
         copy_items(arena, source->segment_lead_counts, entries, sizeof *source->segment_lead_counts,
                    &segment_lead_counts, failure) != STATUS_OK) ||
        copy_items(arena, source->segment_texts, source->segment_count, sizeof *source->segment_texts, &segment_texts,
                   failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    bag->segment_starts = starts;
    bag->segment_terms = segment_terms;
    bag->segment_counts = segment_counts;
    bag->segment_lead_counts = segment_lead_counts;
    bag->segment_texts = segment_texts;
    return STATUS_OK;
}

static enum status copy_bag(struct arena *arena, const struct bag *source, struct record *copy, struct failure *failure)
{
    void *memory = NULL, *terms = NULL, *forms = NULL;
    if (arena_take(arena, sizeof *source, &memory, failure) != STATUS_OK ||
        copy_items(arena, source->terms, source->term_count, sizeof *source->terms, &terms, failure) != STATUS_OK ||
        copy_items(arena, source->forms, source->form_count, sizeof *source->forms, &forms, failure) != STATUS_OK ||
        copy_bag_strings(arena, source, terms, forms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct bag *bag = memory;
    *bag = *source;
    bag->terms = terms;
    bag->forms = forms;
    copy->as.bag = bag;
    if (copy_reading(arena, source, bag, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return source->takeable != NULL || (copy_sequence(arena, source, bag, failure) == STATUS_OK &&
                                        copy_segments(arena, source, bag, failure) == STATUS_OK)
               ? STATUS_OK
               : STATUS_FAILED;
}

static enum status copy_hit(struct arena *arena, const struct hit *source, struct record *copy, struct failure *failure)
{
    void *memory = NULL;
    if (arena_take(arena, sizeof *source, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct hit *hit = memory;
    *hit = *source;
    copy->as.hit = hit;
    if (arena_copy(arena, source->left, &hit->left, failure) != STATUS_OK ||
        arena_copy(arena, source->match, &hit->match, failure) != STATUS_OK ||
        arena_copy(arena, source->right, &hit->right, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return arena_copy(arena, source->sort_key, &hit->sort_key, failure);
}

enum status record_copy(struct arena *arena, const struct record *source, struct record *copy, struct failure *failure)
{
    *copy = *source;
    switch (source->kind) {
    case RECORD_TEXT:
        return copy_text(arena, source->as.text, copy, failure);
    case RECORD_WORDS:
        return copy_words_record(arena, source->as.words, copy, failure);
    case RECORD_TERMS:
        return copy_terms(arena, source->as.terms, copy, failure);
    case RECORD_BAG:
        return copy_bag(arena, source->as.bag, copy, failure);
    case RECORD_HIT:
        return copy_hit(arena, source->as.hit, copy, failure);
    case RECORD_NONE:
    case RECORD_INPUT:
    case RECORD_COUNTS:
    case RECORD_WEIGHTED:
    case RECORD_FINDING:
    case RECORD_EXPLANATION:
    case RECORD_ACCOUNT:
    case RECORD_CHECK:
        break;
    }
    return failure_set(failure, FAILURE_INTERNAL, "a record of kind %d cannot wait for its turn", (int)source->kind);
}

static enum status copy_span(struct arena *arena, struct span *span, struct failure *failure)
{
    if (span->length == 0) { /* nine in ten fields of a document that declares little: no memory for them */
        span->bytes = span->bytes == NULL ? NULL : "";
        return STATUS_OK;
    }
    return arena_copy(arena, *span, span, failure);
}

static enum status copy_details(struct arena *arena, const struct document_details *source, struct document *copy,
                                struct failure *failure)
{
    struct document_details *details;
    void *memory = NULL;
    if (document_details_make(copy, arena, &details, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *details = *source;
    if (copy_span(arena, &details->genre, failure) != STATUS_OK ||
        copy_span(arena, &details->published, failure) != STATUS_OK ||
        copy_span(arena, &details->translated_from, failure) != STATUS_OK ||
        copy_items(arena, source->columns, source->column_count, sizeof *source->columns, &memory, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    struct column *const columns = memory;
    for (size_t i = 0; i < source->column_count; i++) {
        if (copy_span(arena, &columns[i].name, failure) != STATUS_OK ||
            copy_span(arena, &columns[i].value, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    details->columns = columns;
    return STATUS_OK;
}

enum status document_copy(struct arena *arena, const struct document *source, struct document *copy,
                          struct failure *failure)
{
    *copy = *source;
    copy->details = NULL;
    struct span *const spans[] = {&copy->id,   &copy->source, &copy->event, &copy->language,
                                  &copy->date, &copy->title,  &copy->path};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (copy_span(arena, spans[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return source->details != NULL ? copy_details(arena, source->details, copy, failure) : STATUS_OK;
}
