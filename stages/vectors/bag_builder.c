/*
 * bag_builder.c - terms and forms in order of first appearance, with a hash index for those that come as bytes;
 * segments as CSR.
 *
 * A mark beside each term says in which entry of the current segment it is counted, so that a segment costs no search.
 */
#include "bag_builder.h"

#include <inttypes.h>
#include <stdlib.h>

#include "array.h"
#include "long_array.h"

enum { SEGMENTS_A_LOOK = 1 << 12 }; /* a megabyte of what is kept of them, or so */

static uint64_t term_hash(const struct bag_term *term)
{
    const uint64_t channel_step = 0x8CB92BA72F3D8DD7u; /* odd, any: sets the channels apart */
    return term->hash + (uint64_t)term->channel * channel_step;
}

static uint32_t term_find(const struct bag_builder *builder, const struct bag_term *term)
{
    const uint64_t hash = term_hash(term);
    size_t place;
    for (uint32_t i = hash_index_first(&builder->term_index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(&builder->term_index, hash, &place)) {
        if (builder->terms[i].channel == term->channel && span_equal(builder->terms[i].term, term->term)) {
            return i;
        }
    }
    return HASH_INDEX_NONE;
}

static enum status fail_too_many(const struct bag_builder *builder, struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA,
                       "%.*s has more than %" PRIu32 " distinct terms or forms; split it into several documents",
                       SPAN_ARGUMENTS(builder->path), HASH_INDEX_NONE - 1);
}

enum status bag_builder_push_term(struct bag_builder *builder, const struct bag_term *term, uint32_t *number,
                                  struct failure *failure)
{
    const size_t count = builder->term_count;
    if (count >= HASH_INDEX_NONE) {
        return fail_too_many(builder, failure);
    }
    if (array_reserve((void **)&builder->terms, &builder->term_capacity, count + 1, sizeof *builder->terms, failure) !=
            STATUS_OK ||
        array_reserve((void **)&builder->marks, &builder->mark_capacity, count + 1, sizeof *builder->marks, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    *number = (uint32_t)count;
    builder->terms[count] = *term;
    builder->terms[count].count = 0;
    builder->terms[count].lead_count = 0;
    builder->terms[count].name_count = 0;
    builder->marks[count] = (struct segment_mark){0, 0};
    builder->term_count++;
    return STATUS_OK;
}

enum status bag_builder_push_form(struct bag_builder *builder, const struct bag_form *form, uint32_t *number,
                                  struct failure *failure)
{
    if (builder->form_count >= HASH_INDEX_NONE) {
        return fail_too_many(builder, failure);
    }
    if (array_reserve((void **)&builder->forms, &builder->form_capacity, builder->form_count + 1,
                      sizeof *builder->forms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *number = (uint32_t)builder->form_count;
    builder->forms[builder->form_count] = *form;
    builder->forms[builder->form_count++].count = 0;
    return STATUS_OK;
}

void bag_builder_merge_term(struct bag_builder *builder, uint32_t number, unsigned flags, double background)
{
    struct bag_term *const known = &builder->terms[number];
    known->flags |= flags;
    known->background = background > known->background ? background : known->background;
}

enum status bag_builder_term(struct bag_builder *builder, const struct bag_term *term, uint32_t *number,
                             struct failure *failure)
{
    struct bag_term hashed = *term;
    hashed.hash = span_hash(term->term);
    hashed.number = BAG_UNNUMBERED;
    *number = term_find(builder, &hashed);
    if (*number != HASH_INDEX_NONE) {
        bag_builder_merge_term(builder, *number, term->flags, term->background);
        return STATUS_OK;
    }
    if (bag_builder_push_term(builder, &hashed, number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return hash_index_add(&builder->term_index, term_hash(&hashed), *number, failure);
}

enum status bag_builder_form(struct bag_builder *builder, uint32_t term, struct span surface, uint32_t *number,
                             struct failure *failure)
{
    const uint64_t term_step = 0xA0761D6478BD642Fu; /* odd, any: sets the terms apart */
    const uint64_t hash = span_hash(surface) + term * term_step;
    size_t place;
    for (uint32_t i = hash_index_first(&builder->form_index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(&builder->form_index, hash, &place)) {
        if (builder->forms[i].term == term && span_equal(builder->forms[i].surface, surface)) {
            *number = i;
            return STATUS_OK;
        }
    }
    const struct bag_form form = {.surface = surface, .term = term, .number = BAG_UNNUMBERED};
    if (bag_builder_push_form(builder, &form, number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return hash_index_add(&builder->form_index, hash, *number, failure);
}

/* Of what grows with the text. */
static enum status reserve(struct bag_builder *builder, void **items, size_t *capacity, size_t wanted,
                           size_t item_bytes, struct failure *failure)
{
    return wanted <= *capacity ? STATUS_OK
                               : long_array_grow(builder->spill, items, capacity, wanted, item_bytes, failure);
}

/* Room for the start of one more segment and the end of the last. */
static enum status reserve_starts(struct bag_builder *builder, struct failure *failure)
{
    if (reserve(builder, (void **)&builder->segment_texts, &builder->texts_capacity, builder->segment_count + 1,
                sizeof *builder->segment_texts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return reserve(builder, (void **)&builder->segment_starts, &builder->starts_capacity, builder->segment_count + 2,
                   sizeof *builder->segment_starts, failure);
}

static enum status start_sequence(struct bag_builder *builder, struct failure *failure)
{
    const size_t segment = builder->segment_count;
    if (reserve(builder, (void **)&builder->sequence_starts, &builder->sequence_starts_capacity, segment + 2,
                sizeof *builder->sequence_starts, failure) != STATUS_OK ||
        reserve(builder, (void **)&builder->segment_words, &builder->segment_words_capacity, segment + 1,
                sizeof *builder->segment_words, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    builder->sequence_starts[segment] = builder->sequence_count;
    builder->segment_words[segment] = 0;
    return STATUS_OK;
}

enum status bag_builder_start_segment(struct bag_builder *builder, struct failure *failure)
{
    if (builder->keeps_segments) {
        if (reserve_starts(builder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        builder->segment_starts[builder->segment_count] = builder->entry_count;
        builder->segment_texts[builder->segment_count] = (struct segment_text){.start = UINT64_MAX};
    }
    if (builder->keeps_sequence && start_sequence(builder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (builder->segment_count++ % SEGMENTS_A_LOOK == SEGMENTS_A_LOOK - 1) {
        spill_make_room(builder->spill);
    }
    return STATUS_OK;
}

void bag_builder_add_word(struct bag_builder *builder, uint64_t start, uint64_t end)
{
    if (builder->segment_count == 0) {
        return;
    }
    if (builder->keeps_sequence) {
        uint32_t *const words = &builder->segment_words[builder->segment_count - 1];
        *words += *words < UINT32_MAX;
    }
    if (builder->keeps_segments) {
        struct segment_text *const text = &builder->segment_texts[builder->segment_count - 1];
        text->start = start < text->start ? start : text->start;
        text->end = end > text->end ? end : text->end;
        text->words += text->words < UINT32_MAX;
    }
}

enum status bag_builder_follow(struct bag_builder *builder, uint32_t term, struct failure *failure)
{
    if (!builder->keeps_sequence) {
        return STATUS_OK;
    }
    const size_t count = (size_t)builder->sequence_count;
    if (reserve(builder, (void **)&builder->sequence, &builder->sequence_capacity, count + 1, sizeof *builder->sequence,
                failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    builder->sequence[count] = term;
    builder->sequence_count++;
    return STATUS_OK;
}

static enum status count_in_segment(struct bag_builder *builder, uint32_t term, struct failure *failure)
{
    struct segment_mark *const mark = &builder->marks[term];
    if (mark->segment == builder->segment_count) {
        builder->segment_counts[mark->entry]++;
        builder->segment_lead_counts[mark->entry] += builder->is_in_lead;
        return STATUS_OK;
    }
    const size_t entry = (size_t)builder->entry_count;
    if (reserve(builder, (void **)&builder->segment_terms, &builder->segment_terms_capacity, entry + 1,
                sizeof *builder->segment_terms, failure) != STATUS_OK ||
        reserve(builder, (void **)&builder->segment_counts, &builder->segment_counts_capacity, entry + 1,
                sizeof *builder->segment_counts, failure) != STATUS_OK ||
        reserve(builder, (void **)&builder->segment_lead_counts, &builder->segment_lead_counts_capacity, entry + 1,
                sizeof *builder->segment_lead_counts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *mark = (struct segment_mark){builder->segment_count, entry};
    builder->segment_terms[entry] = term;
    builder->segment_counts[entry] = 1;
    builder->segment_lead_counts[entry] = builder->is_in_lead;
    builder->entry_count++;
    return STATUS_OK;
}

enum status bag_builder_count_watched(struct bag_builder *builder, uint32_t term, struct failure *failure)
{
    struct bag_term *const counted = &builder->terms[term];
    if (counted->count == UINT32_MAX) {
        return failure_set(failure, FAILURE_DATA,
                           "%.*s holds \"%.*s\" more than %" PRIu32 " times; split it into several documents",
                           SPAN_ARGUMENTS(builder->path), SPAN_ARGUMENTS(counted->term), UINT32_MAX);
    }
    counted->count++;
    counted->lead_count += builder->is_in_lead;
    return builder->keeps_segments ? count_in_segment(builder, term, failure) : STATUS_OK;
}

static enum status view_sequence(struct bag_builder *builder, struct bag *bag, struct failure *failure)
{
    if (start_sequence(builder, failure) != STATUS_OK) { /* the end of the last segment */
        return STATUS_FAILED;
    }
    bag->sequence_starts = builder->sequence_starts;
    bag->sequence = builder->sequence;
    bag->segment_words = builder->segment_words;
    return STATUS_OK;
}

void bag_builder_drop_lead(struct bag_builder *builder)
{
    for (size_t i = 0; i < builder->term_count; i++) {
        builder->terms[i].lead_count = 0;
    }
}

/* The arrays that grow with the text, and their capacities. */
struct long_arrays {
    void **items[BAG_TAKEABLE];
    size_t *capacities[BAG_TAKEABLE], item_bytes[BAG_TAKEABLE];
};

static struct long_arrays arrays_of(struct bag_builder *builder)
{
    return (struct long_arrays){
        .items = {(void **)&builder->segment_starts, (void **)&builder->segment_terms,
                  (void **)&builder->segment_counts, (void **)&builder->segment_lead_counts,
                  (void **)&builder->segment_texts, (void **)&builder->sequence_starts, (void **)&builder->sequence,
                  (void **)&builder->segment_words},
        .capacities = {&builder->starts_capacity, &builder->segment_terms_capacity, &builder->segment_counts_capacity,
                       &builder->segment_lead_counts_capacity, &builder->texts_capacity,
                       &builder->sequence_starts_capacity, &builder->sequence_capacity,
                       &builder->segment_words_capacity},
        .item_bytes = {sizeof *builder->segment_starts, sizeof *builder->segment_terms, sizeof *builder->segment_counts,
                       sizeof *builder->segment_lead_counts, sizeof *builder->segment_texts,
                       sizeof *builder->sequence_starts, sizeof *builder->sequence, sizeof *builder->segment_words}};
}

static bool has_long_arrays(struct bag_builder *builder)
{
    const struct long_arrays arrays = arrays_of(builder);
    for (size_t i = 0; i < BAG_TAKEABLE; i++) {
        if (*arrays.capacities[i] * arrays.item_bytes[i] >= LONG_ARRAY_BYTES) {
            return true;
        }
    }
    return false;
}

/* Long arrays are not kept for the next document: most are short. */
static void release(struct bag_builder *builder)
{
    const struct long_arrays arrays = arrays_of(builder);
    for (size_t i = 0; i < BAG_TAKEABLE; i++) {
        if (!builder->is_viewed || builder->takeable[i] == *arrays.items[i]) { /* else somebody has taken it */
            spill_free(builder->spill, *arrays.items[i]);
        }
        *arrays.items[i] = NULL;
        *arrays.capacities[i] = 0;
    }
    builder->is_viewed = false;
}

static void offer(struct bag_builder *builder, struct bag *bag)
{
    const struct long_arrays arrays = arrays_of(builder);
    for (size_t i = 0; i < BAG_TAKEABLE; i++) {
        builder->takeable[i] = *arrays.items[i];
        bag->takeable_bytes += *arrays.capacities[i] * arrays.item_bytes[i];
    }
    bag->takeable = builder->takeable;
    builder->is_viewed = true;
}

enum status bag_builder_view(struct bag_builder *builder, struct bag *bag, struct failure *failure)
{
    *bag = (struct bag){.terms = builder->terms,
                        .term_count = builder->term_count,
                        .forms = builder->forms,
                        .form_count = builder->form_count,
                        .segment_count = builder->segment_count};
    if (builder->keeps_segments) {
        if (reserve_starts(builder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        builder->segment_starts[builder->segment_count] = builder->entry_count;
        bag->segment_starts = builder->segment_starts;
        bag->segment_terms = builder->segment_terms;
        bag->segment_counts = builder->segment_counts;
        bag->segment_lead_counts = builder->segment_lead_counts;
        bag->segment_texts = builder->segment_texts;
    }
    if (builder->keeps_sequence && view_sequence(builder, bag, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (has_long_arrays(builder)) {
        offer(builder, bag);
    }
    return STATUS_OK;
}

void bag_builder_reset(struct bag_builder *builder)
{
    if (builder->is_viewed || has_long_arrays(builder)) {
        release(builder);
    }
    hash_index_reset(&builder->term_index);
    hash_index_reset(&builder->form_index);
    builder->term_count = 0;
    builder->form_count = 0;
    builder->segment_count = 0;
    builder->entry_count = 0;
    builder->sequence_count = 0;
}

void bag_builder_free(struct bag_builder *builder)
{
    release(builder);
    free(builder->terms);
    free(builder->forms);
    free(builder->marks);
    hash_index_free(&builder->term_index);
    hash_index_free(&builder->form_index);
    *builder = (struct bag_builder){0};
}
