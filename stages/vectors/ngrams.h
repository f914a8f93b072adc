/* ngrams.h - the n-grams of a document's terms, counted into its bag. */
#ifndef MIZAN_NGRAMS_H
#define MIZAN_NGRAMS_H

#include "arena.h"
#include "bag_builder.h"

/* What the bag does not keep of a form, by its number in the bag. */
struct form_facts {
    double background;
    unsigned flags;
};

/* A form followed by the form of one word. */
struct form_pair {
    uint32_t first, last; /* forms in the bag */
    uint32_t joined;      /* the n-gram's form in the bag */
};

struct ngrams {
    unsigned longest; /* in words; 1: there are none */

    /* of the current document */
    struct form_facts *facts;
    size_t fact_capacity;
    struct form_pair *pairs;
    size_t pair_count, pair_capacity;
    struct hash_index pair_index;
    struct arena strings;
    uint32_t *history; /* [n - 1]: the form in the bag of the n-gram that ends at the last term */
    size_t history_length;
};

/* Of up to `longest` words; 0 is taken for 1. `ngrams` is all zero before, and is closed whatever comes of it. */
enum status ngrams_open(struct ngrams *ngrams, unsigned longest, struct failure *failure) MUST_CHECK;
void ngrams_close(struct ngrams *ngrams);

/* Starts a document, whose bag is empty. */
void ngrams_reset(struct ngrams *ngrams);

/* No n-gram goes on over this place. */
void ngrams_start_segment(struct ngrams *ngrams);

/* Keeps what n-grams need to know of a word's form that was just added to the bag. */
enum status ngrams_note_form(struct ngrams *ngrams, uint32_t form, struct form_facts facts,
                             struct failure *failure) MUST_CHECK;

/* Counts the n-grams of two words and more that end at the word whose form in the bag, noted before, is given. */
enum status ngrams_count(struct ngrams *ngrams, struct bag_builder *builder, uint32_t form,
                         struct failure *failure) MUST_CHECK;

#endif
