/*
 * hit_window.h - a document's text as it is read, as far as hits still need it, and the hits that wait for their right
 * context.
 *
 * Text comes in blocks, hits in the order of their starts; they are given back in the same order, once the words behind
 * them are known. What is kept is bounded by the context and not by the document: white space is one space, words that
 * are left out and long runs of signs stand as an ellipsis.
 */
#ifndef MIZAN_HIT_WINDOW_H
#define MIZAN_HIT_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "record.h"

/* A part of the decoded text, from byte `start` to `end`. */
struct hit_place {
    uint64_t start, end;
};

/* A word that can be shown: its places in the decoded text and in what is read. */
struct window_word {
    uint64_t start, end, second_start, second_end;
    uint64_t from, to;
    enum field field;
};

/* Words are numbered from the start of the document. */
struct window_hit {
    struct hit_place place;
    uint64_t second_start, second_end;
    uint64_t from, to;             /* in what is read */
    uint64_t first_word, end_word; /* the first word that it touches, and the first one behind it */
    enum field field;
    bool is_open;                    /* its end has not come */
    bool touches_word, touches_kept; /* any word at all, and one that is not left out */
};

/* Zero-initialized, then set `context`, `phrase` and `keep_apparatus`. */
struct hit_window {
    unsigned context; /* words on each side */
    unsigned phrase;  /* words of the longest hit that hit_window_phrase is asked for */
    bool keep_apparatus;

    char *read; /* from read_base on */
    size_t read_length, read_capacity;
    uint64_t read_base;
    struct window_word *words; /* from word_base on */
    size_t word_count, word_capacity;
    uint64_t word_base;
    struct window_hit *hits; /* those before next_hit are given back */
    size_t hit_count, hit_capacity, next_hit;
    bool has_space;        /* white space waits to be written */
    bool is_hidden;        /* the last word was left out */
    bool needs_ellipsis;   /* something was left out since the last word */
    uint64_t gap_bytes;    /* written since the last word */
    enum field last_field; /* of the last word, left out or not */
};

/* Forgets all, for the next document; memory is kept. */
void hit_window_clear(struct hit_window *window);
void hit_window_free(struct hit_window *window);

/* Appends what stands in bytes [start, end) of the block between words. */
enum status hit_window_gap(struct hit_window *window, const struct text *block, uint64_t start, uint64_t end,
                           struct failure *failure) MUST_CHECK;

/* Appends a word. *is_kept: it is not left out. */
enum status hit_window_word(struct hit_window *window, const struct word *word, bool *is_kept,
                            struct failure *failure) MUST_CHECK;

/* The last `phrase` words are a hit. */
enum status hit_window_phrase(struct hit_window *window, struct failure *failure) MUST_CHECK;

/*
 * Appends a whole block with the places found in it, which are not empty, rise, and do not overlap. A place is a hit
 * unless all words that it touches are left out; one that touches none belongs to the word before it.
 */
enum status hit_window_block(struct hit_window *window, const struct words *words, const struct hit_place *places,
                             size_t place_count, struct failure *failure) MUST_CHECK;

/*
 * The next hit whose context is complete, or, with `is_last`, ends with the document. Its spans are valid until the
 * next call of another function; sort_key is left empty. False: there is none (yet).
 */
bool hit_window_next(struct hit_window *window, bool is_last, struct hit *hit);

/* The word `distance` (from 1) words before the hit just given, or behind it; false where there is none within the
 * context. */
bool hit_window_left(const struct hit_window *window, unsigned distance, struct span *word);
bool hit_window_right(const struct hit_window *window, unsigned distance, struct span *word);

/* Drops what no hit can need any more: to be called now and then, when hit_window_next has none. */
void hit_window_trim(struct hit_window *window);

#endif
