/*
 * matrix.h - the document-term matrix, right of the barrier.
 *
 * Everything here is borrowed by those who get it in a record and lasts until the pipeline closes.
 */
#ifndef MIZAN_MATRIX_H
#define MIZAN_MATRIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"

/* A surface form of a term, with its count over the corpus (queries not counted). */
struct vocabulary_form {
    struct span surface;
    uint64_t count;
};

struct vocabulary_term {
    struct span term;
    enum channel channel;
    unsigned flags;                      /* enum term_flags; a word that stands mostly (more than half of its count) in
                                            names of states of several words is TERM_STATE_NAME, too */
    double background;                   /* largest of its forms' shares, or NO_BACKGROUND */
    uint64_t count;                      /* in the corpus, queries not counted */
    uint32_t document_frequency;         /* documents that hold it, queries not counted; >= 1 */
    const struct vocabulary_form *forms; /* commonest first, then by bytes; empty for characters */
    size_t form_count;
};

/* Compressed rows of counts: row r holds columns[starts[r]] .. columns[starts[r + 1] - 1], ascending, no zeros. */
struct count_rows {
    size_t row_count;
    const uint64_t *starts; /* row_count + 1 */
    const uint32_t *columns;
    const uint32_t *counts;
};

/* One row of counts, wherever it lies: columns ascending, no zeros. */
struct term_row {
    const uint32_t *columns, *counts;
    size_t count;
};

/* Columns in two bytes each: of those of rows the low halves, and where a row passes on to the next 65,536 columns. */
struct low_columns {
    const uint16_t *lows; /* by entry; NULL: there are none */
    const uint32_t *ends; /* row by row, part_count - 1 each: how many of its entries stand before part p + 1 */
    size_t part_count;    /* of 65,536 columns each */
};
enum { LOW_COLUMN_BITS = 16 };

/* Where a part of the row of `count` entries begins and ends among them. */
static inline void low_columns_part(const struct low_columns *columns, size_t row, size_t count, size_t part,
                                    size_t *begin, size_t *end)
{
    const uint32_t *const ends = columns->part_count > 1 ? columns->ends + row * (columns->part_count - 1) : NULL;
    *begin = part > 0 ? ends[part - 1] : 0;
    *end = part + 1 < columns->part_count ? ends[part] : count;
}

/* The words and dates of the documents (not of queries) in the order in which they are read. */
struct term_sequences {
    size_t segment_count;
    const uint64_t *document_starts; /* document_count + 1: which segments make which document; NULL unless kept */
    const uint64_t *starts;          /* segment_count + 1: which terms make which segment */
    const uint32_t *terms;           /* columns; what --min-df and --max-df leave out is not there */
    const uint32_t *words;           /* by segment: its counted words, stop words and numbers included */
};

/* What the documents (not queries) read like, word by word, so that it can be counted by other rules. */
struct readings {
    const struct read_form *forms; /* distinct */
    size_t form_count;
    size_t document_count;          /* 0: not kept */
    const uint64_t *starts;         /* document_count + 1 */
    const uint32_t *items;          /* indexes into forms */
    const uint64_t *segment_starts; /* by segment of counts->segments: where in items it begins; NULL unless every
                                       document has its segments kept (--events) */
    const char *missing;            /* why they are not kept though they are wanted, as a clause; else NULL */
};

/* The texts of --reference-corpus: no vocabulary, frequency or finding counts them. Their rows may hold the columns
 * behind counts->term_count. */
struct reference_texts {
    struct document *const *documents; /* in input order; none that is a text of the corpus */
    size_t document_count;             /* 0: none */
    struct count_rows rows, leads;     /* as those of struct counts */
};

struct spill;

struct counts {
    struct spill *spill; /* where arrays as large as `rows` are taken from (spill.h); NULL: memory alone */
    const struct vocabulary_term *terms; /* ordered by channel, then by term bytes: column c is number c + 1 in files */
    size_t term_count;
    size_t unseen_count; /* behind the term_count terms stand so many that reference texts alone hold, ordered likewise;
                            their document_frequency is that in these texts */
    struct document *const *documents; /* row by row: the corpus' documents first, in input order, then the queries */
    size_t document_count;             /* without queries: N */
    size_t query_count;
    struct count_rows rows;     /* document_count + query_count rows */
    struct count_rows leads;    /* row by row what of these counts stands in the lead; perhaps empty where all is
                                   lead; row_count 0 unless the plan keeps leads */
    struct led_counts {         /* where rows.counts and leads are not kept: both, by entry of rows, in */
        const uint16_t *bytes;  /* a byte each, the count below what of it stands in the lead, or in */
        const uint32_t *halves; /* two; both NULL in all other cases */
    } led_counts;
    struct low_columns low_columns;  /* where rows.columns is NULL, and the counts are not plain either */
    struct count_rows segments;      /* rows of all documents one after another; row_count 0 unless kept */
    struct count_rows segment_leads; /* likewise, of segments */
    const uint64_t *segment_starts;  /* document_count + query_count + 1: which segments make which row, or NULL */
    const struct segment_text *segment_texts; /* by row of segments; NULL where segment_starts is */
    struct term_sequences sequences;          /* only if the plan keeps them (--topics) */
    struct readings readings;                 /* only if the plan keeps them (--robustness) */
    struct reference_texts reference;         /* only with --reference-corpus */
    void *owner;
    void (*forget_counts)(void *owner, size_t first, size_t end); /* those of these rows alone, memory but no pointer;
                                                                     only ahead of release_counts */
    void (*release_counts)(void *owner); /* of this struct's owner: gives back rows.counts and leads, which are NULL and
                                            empty then. For the last that reads them; NULL where nobody may. */
};

/* For who looks at each entry once: parts of a row, 1 where columns are plain, and the column of an entry in one. */
static inline size_t counts_parts(const struct counts *counts)
{
    return counts->rows.columns != NULL || counts->low_columns.part_count == 0 ? 1 : counts->low_columns.part_count;
}

static inline uint32_t counts_column(const struct counts *counts, uint64_t entry, size_t part)
{
    return counts->rows.columns != NULL ? counts->rows.columns[entry]
                                        : (uint32_t)part << LOW_COLUMN_BITS | counts->low_columns.lows[entry];
}

/* The columns of a row, plain or not; `room` has place for them. */
static inline const uint32_t *counts_columns(const struct counts *counts, size_t row, uint32_t *room)
{
    const uint64_t start = counts->rows.starts[row];
    const struct low_columns *const low = &counts->low_columns;
    if (counts->rows.columns != NULL) {
        return counts->rows.columns + start;
    }
    const size_t count = (size_t)(counts->rows.starts[row + 1] - start);
    const uint16_t *const lows = low->lows + start;
    for (size_t part = 0; part < low->part_count; part++) {
        const uint32_t high = (uint32_t)part << LOW_COLUMN_BITS;
        size_t begin, end;
        low_columns_part(low, row, count, part, &begin, &end);
        for (size_t i = begin; i < end; i++) {
            room[i] = high | lows[i];
        }
    }
    return room;
}

/* A row of counts and its lead, from where they are kept together; the three rooms have place for it. The lead has all
 * of the row's columns, with 0 where none stands there. */
static inline struct term_row counts_led_row(const struct counts *counts, size_t row, uint32_t *column_room,
                                             uint32_t *count_room, uint32_t *lead_room, struct term_row *lead)
{
    const uint64_t start = counts->rows.starts[row];
    const size_t count = (size_t)(counts->rows.starts[row + 1] - start);
    const uint32_t *const columns = counts_columns(counts, row, column_room);
    for (size_t i = 0; i < count && counts->led_counts.bytes != NULL; i++) {
        const uint16_t both = counts->led_counts.bytes[start + i];
        count_room[i] = both & UINT8_MAX;
        lead_room[i] = both >> 8;
    }
    for (size_t i = 0; i < count && counts->led_counts.bytes == NULL; i++) {
        const uint32_t both = counts->led_counts.halves[start + i];
        count_room[i] = both & UINT16_MAX;
        lead_room[i] = both >> 16;
    }
    *lead = (struct term_row){columns, lead_room, count};
    return (struct term_row){columns, count_room, count};
}

/* What a row's corrected values are made of, beside its columns and, by column, the sum of what its tokens count for.
 * By part: words, characters. */
enum { CORRECTED_PARTS = 2 };
struct corrected_row {
    double bounds[CORRECTED_PARTS]; /* K of the part */
    double scales[CORRECTED_PARTS]; /* what brings it to its length */
};
struct summed_row {
    const struct corrected_row *corrected;
    const uint32_t *columns;
    const uint8_t *bytes;   /* the sums, or NULL where they stand in */
    const uint16_t *halves; /* two bytes each */
    size_t count;
};

/* How a matrix of the grid was counted and weighed: weigh emits the main matrix, then one such matrix after another.
 * The similarities are tried on each of them. */
struct variant {
    enum stem_choice stem;
    bool stop_words;     /* are left out */
    bool keep_apparatus; /* notes and so on are counted, too */
    bool without_names;  /* of states and peoples */
    bool one_length;     /* texts are cut to one length, in counted words */
    const char *weight;  /* a name that --weight knows */
};

/* What the grid came to, of the main matrix; known once the last of its matrices was emitted. */
enum { GRID_OMISSIONS = 8, GRID_SIMILARITIES = 2 };
struct grid_account {
    size_t matrices;                     /* that were emitted behind it */
    uint64_t length;                     /* words that texts were cut to; 0: not tried */
    const char *omitted[GRID_OMISSIONS]; /* what was not tried and why, as clauses */
    size_t omitted_count;
    const char *missing; /* why there is no grid at all, as a clause; NULL where there is one, or none is wanted */
};

struct weighted {
    const struct counts *counts;
    const double *idf;     /* a term's factor w, by column, unseen ones too; 1 where the scheme has none */
    const double *weights; /* by non-zero of counts->rows: tf * idf, divided by the row's length if `normalized`: what
                              weights.mtx holds. NULL for `nearest` by another measure than their cosine */
    const double *lengths; /* by row: what a word's weight is to be multiplied by for tf * idf if `normalized`, else the
                              Euclidean norm of the weights; 0 for a row without a weighted term */
    bool corrects_queries; /* the queries are texts, and compared by the corrected similarity whatever is set */
    bool normalized;       /* false for SMART's third letter n: the similarity is then an inner product */
    double characters_share; /* > 0: character n-grams, where there are any, are a part that counts for so much; 0: they
                                stand among the words */
    /* How any row of counts is weighed, also one that is none of counts->rows: what several documents hold together, a
     * part of one. Rows of documents give what stands in `weights` (room for row.count) and `lengths`; correct_row
     * gives values whose dot products are the corrected similarity, or false for a row without a weighted term; of
     * `lead` it takes the columns that the row has. Any number of threads may call them, with `rules` and `idf` from
     * here. */
    const void *rules;
    void (*weigh_row)(const void *rules, const double *idf, struct term_row row, double *weights, double *length);
    bool (*correct_row)(const void *rules, const double *idf, struct term_row row, struct term_row lead,
                        double *values);
    /* The same in short, for who cannot keep 8 bytes for each term of each row: shorten_row is correct_row that gives
     * the sums, too, and restore_row makes the same values of them, to the bit, whenever they are wanted. */
    bool (*shorten_row)(const void *rules, const double *idf, struct term_row row, struct term_row lead, double *values,
                        uint32_t *sums, struct corrected_row *corrected);
    void (*restore_row)(const void *rules, const double *idf, struct summed_row row, double *values);
    const char *scheme;              /* "auto", "sklearn", "ltc" ... */
    const char *formula;             /* in words and symbols, for run.json and the summary */
    const struct variant *variant;   /* NULL: the main matrix. What belongs to a variant lives until accept returns. */
    const struct grid_account *grid; /* of the main matrix; NULL where no grid is wanted */
    size_t without_background;       /* terms of the word channel that had no background though the scheme wants one */
};

#endif
