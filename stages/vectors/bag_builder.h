/*
 * bag_builder.h - a document's terms and forms as they are counted, with its segments if they are wanted.
 *
 * Zero-initialized it is empty. The strings it is given must live until bag_builder_reset.
 */
#ifndef MIZAN_BAG_BUILDER_H
#define MIZAN_BAG_BUILDER_H

#include "failure.h"
#include "hash_index.h"
#include "record.h"
#include "spill.h"

/* Where a term was last counted. */
struct segment_mark {
    uint64_t segment; /* number of the segment from 1; 0: in none yet */
    uint64_t entry;
};

struct bag_builder {
    bool keeps_segments; /* set by the owner, before anything is counted */
    bool keeps_sequence; /* likewise */
    bool is_in_lead;     /* set by the owner: what is counted now stands in the lead */
    struct spill *spill; /* set by the owner, or NULL: long arrays are of it */
    struct span path;    /* of the document, for messages; set by the owner */
    struct bag_term *terms;
    size_t term_count, term_capacity;
    struct bag_form *forms;
    size_t form_count, form_capacity;
    struct hash_index term_index, form_index;
    size_t segment_count;
    uint64_t *segment_starts;
    uint32_t *segment_terms, *segment_counts, *segment_lead_counts;
    struct segment_mark *marks; /* by term */
    struct segment_text *segment_texts;
    size_t starts_capacity, segment_terms_capacity, segment_counts_capacity, segment_lead_counts_capacity,
        mark_capacity, texts_capacity;
    uint64_t entry_count;
    uint64_t *sequence_starts;
    uint32_t *sequence, *segment_words;
    size_t sequence_starts_capacity, sequence_capacity, segment_words_capacity;
    uint64_t sequence_count;
    bool is_viewed; /* the bag of a long document: what is NULL in `takeable` belongs to who kept it */
    void *takeable[BAG_TAKEABLE];
};

/* Adds a term, or a form, that its owner knows to be new in this document (its count is not looked at). */
enum status bag_builder_push_term(struct bag_builder *builder, const struct bag_term *term, uint32_t *number,
                                  struct failure *failure) MUST_CHECK;
enum status bag_builder_push_form(struct bag_builder *builder, const struct bag_form *form, uint32_t *number,
                                  struct failure *failure) MUST_CHECK;

/* Adds flags to a term and keeps the larger background. */
void bag_builder_merge_term(struct bag_builder *builder, uint32_t number, unsigned flags, double background);

/* Finds or adds a term by channel and bytes among those that came this way (its hash, count and number are not looked
 * at); one that is known is merged. */
enum status bag_builder_term(struct bag_builder *builder, const struct bag_term *term, uint32_t *number,
                             struct failure *failure) MUST_CHECK;

/* The same for a surface form of the term `term`. */
enum status bag_builder_form(struct bag_builder *builder, uint32_t term, struct span surface, uint32_t *number,
                             struct failure *failure) MUST_CHECK;

/* What is counted from here on is in the next segment. */
enum status bag_builder_start_segment(struct bag_builder *builder, struct failure *failure) MUST_CHECK;

/* A word of the current segment, whatever becomes of it, and which bytes of the text it takes. */
void bag_builder_add_word(struct bag_builder *builder, uint64_t start, uint64_t end);

/* The term is the next of the sequence; nothing is counted. Without keeps_sequence nothing is kept. */
enum status bag_builder_follow(struct bag_builder *builder, uint32_t term, struct failure *failure) MUST_CHECK;

/* bag_builder_count for where more is to be done than to count. */
enum status bag_builder_count_watched(struct bag_builder *builder, uint32_t term, struct failure *failure) MUST_CHECK;

/* Counts the term once. */
static inline enum status bag_builder_count(struct bag_builder *builder, uint32_t term, struct failure *failure)
{
    if (builder->keeps_segments || builder->terms[term].count == UINT32_MAX) {
        return bag_builder_count_watched(builder, term, failure);
    }
    builder->terms[term].count++;
    builder->terms[term].lead_count += builder->is_in_lead;
    return STATUS_OK;
}

/* Counts the form and its term once. */
static inline enum status bag_builder_count_form(struct bag_builder *builder, uint32_t form, struct failure *failure)
{
    builder->forms[form].count++; /* no more than its term's, which is watched */
    return bag_builder_count(builder, builder->forms[form].term, failure);
}

/* What was counted in the lead is forgotten; only without keeps_segments. */
void bag_builder_drop_lead(struct bag_builder *builder);

/* The bag so far; valid until the builder changes. A long document's may be kept without a copy (bag.takeable): nothing
 * is counted behind its view. */
enum status bag_builder_view(struct bag_builder *builder, struct bag *bag, struct failure *failure) MUST_CHECK;

/* Empties it for the next document, at a cost in proportion to what it held. */
void bag_builder_reset(struct bag_builder *builder);

void bag_builder_free(struct bag_builder *builder);

#endif
