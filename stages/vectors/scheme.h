/*
 * scheme.h - weighting schemes: what a count is worth. Plain functions on plain data.
 *
 * A weight is (factor of the count) * (factor of the term, idf), divided by the row's Euclidean norm if the scheme says
 * so.
 */
#ifndef MIZAN_SCHEME_H
#define MIZAN_SCHEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The factor of a count; the letters are SMART's. */
enum scheme_frequency {
    FREQUENCY_BINARY,      /* b: 1 */
    FREQUENCY_RAW,         /* n: tf */
    FREQUENCY_AUGMENTED,   /* a: 0.5 + 0.5 tf / largest tf of the row */
    FREQUENCY_LOG,         /* l: 1 + log2 tf */
    FREQUENCY_DOUBLE_LOG,  /* d: 1 + log2(1 + log2 tf) */
    FREQUENCY_LOG_AVERAGE, /* L: (1 + log2 tf) / (1 + log2 mean tf of the row) */
    FREQUENCY_NATURAL_LOG, /* 1 + ln tf */
    FREQUENCY_BM25,        /* tf / (tf + K); queries are weighed otherwise: weighing.h */
    FREQUENCY_COUNT
};

/* The factor of a term. */
enum scheme_idf {
    IDF_NONE,          /* n: 1 */
    IDF_PLAIN,         /* f: log2(N / df) */
    IDF_ONE_MORE,      /* t: log2((N + 1) / df) */
    IDF_PROBABILISTIC, /* p: max(0, log2((N - df) / df)) */
    IDF_SKLEARN,       /* ln((1 + N) / (1 + df)) + 1 */
    IDF_SKLEARN_PLAIN, /* ln(N / df) + 1 */
    IDF_BACKGROUND,    /* ln((N + k + 1) / (df + k * share + 1)); without background ln((N + 1) / (df + 1)) */
    IDF_COUNT
};

enum { SCHEME_NAME_BYTES = 24, SCHEME_FORMULA_BYTES = 640 };

/* How many documents the background weighs in IDF_BACKGROUND (MEASURES, "Weighting and cosine": k). */
enum { SCHEME_BACKGROUND_DOCUMENTS = 200 };

struct scheme {
    char name[SCHEME_NAME_BYTES];
    enum scheme_frequency frequency;
    enum scheme_idf idf;
    bool normalized;
    double characters_share; /* character n-grams are a part of their own that counts for this; 0: they stand among the
                                words */
};

/* What stands for bm25 where the queries are questions, and for auto-sublinear where they are texts. */
#define SCHEME_OF_QUERIES "auto-queries"

/* The names that there are, for messages; scheme_find knows all but SCHEME_OF_QUERIES. */
extern const char scheme_names[];

/* Finds a scheme by its name; false if there is none. */
bool scheme_find(const char *name, struct scheme *scheme);

/* True if its idf asks for a background share. */
bool scheme_wants_background(const struct scheme *scheme);

/* The factor of a term that df (1 to documents) of the documents hold; `background` as in struct vocabulary_term. */
double scheme_idf(const struct scheme *scheme, uint64_t documents, uint32_t df, double background);

/* One row in one part, by any frequency but bm25: weights[i] of the term columns[i] with count counts[i] >= 1 (idf by
 * column), and *length, the Euclidean norm of the weights before they are divided by it: 0 for a row whose weights are
 * all 0, which stay 0. */
void scheme_weigh_row(const struct scheme *scheme, const double *idf, const uint32_t *columns, const uint32_t *counts,
                      size_t count, double *weights, double *length);

/* The scheme in one line of words and symbols, written to `formula` and returned; `has_characters`: with what becomes
 * of character n-grams. */
const char *scheme_formula(const struct scheme *scheme, bool has_characters, char formula[SCHEME_FORMULA_BYTES]);

#endif
