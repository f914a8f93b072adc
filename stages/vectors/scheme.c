/*
 * scheme.c - Salton & Buckley 1988 and the SMART letters as in Manning, Raghavan & Schuetze, fig. 6.15, with the bases
 * and the idf of gensim's TfidfModel(smartirs=) and of scikit-learn's TfidfVectorizer, so that numbers can be compared.
 *
 * Logarithms are taken in long double and rounded once, since a libm's double log differs from processor to processor
 * in its last bit. The idf of `auto` adds to the corpus' N documents k documents that hold the term as often as the
 * background's do: with few documents the background decides, with many they do themselves, and nothing switches.
 */
#include "scheme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char scheme_names[] =
    "auto, auto-sublinear, auto-queries, bm25, sklearn, sklearn-sublinear, sklearn-plain, or three SMART letters: one "
    "of b n a l d L, one of n f t p, one of n c (ltc, nfc ...)";

/* In a whole text the words say enough; in a question of a few words, characters find what a stemmer misses. */
#define CHARACTERS_OF_TEXTS 0.2
#define CHARACTERS_OF_QUERIES 0.5

static const struct scheme named_schemes[] = {
    {"auto", FREQUENCY_RAW, IDF_BACKGROUND, true, CHARACTERS_OF_TEXTS},
    {"auto-sublinear", FREQUENCY_NATURAL_LOG, IDF_BACKGROUND, true, CHARACTERS_OF_TEXTS},
    {"bm25", FREQUENCY_BM25, IDF_BACKGROUND, false, CHARACTERS_OF_QUERIES},
    {"sklearn", FREQUENCY_RAW, IDF_SKLEARN, true, 0},
    {"sklearn-sublinear", FREQUENCY_NATURAL_LOG, IDF_SKLEARN, true, 0},
    {"sklearn-plain", FREQUENCY_RAW, IDF_SKLEARN_PLAIN, true, 0},
};

/* In the order of the enums. */
static const char smart_frequencies[] = "bnaldL", smart_idfs[] = "nftp", smart_norms[] = "nc";

static bool find_smart(const char *name, struct scheme *scheme)
{
    if (strlen(name) != 3) {
        return false;
    }
    const char *const frequency = strchr(smart_frequencies, name[0]), *const idf = strchr(smart_idfs, name[1]),
                      *const norm = strchr(smart_norms, name[2]);
    if (frequency == NULL || idf == NULL || norm == NULL) {
        return false;
    }
    *scheme = (struct scheme){.frequency = (enum scheme_frequency)(frequency - smart_frequencies),
                              .idf = (enum scheme_idf)(idf - smart_idfs),
                              .normalized = *norm == 'c'};
    memcpy(scheme->name, name, sizeof "ltc");
    return true;
}

bool scheme_find(const char *name, struct scheme *scheme)
{
    for (size_t i = 0; i < sizeof named_schemes / sizeof *named_schemes; i++) {
        if (strcmp(named_schemes[i].name, name) == 0) {
            *scheme = named_schemes[i];
            return true;
        }
    }
    return find_smart(name, scheme);
}

bool scheme_wants_background(const struct scheme *scheme)
{
    return scheme->idf == IDF_BACKGROUND;
}

static long double idf_background(long double n, long double df, double background)
{
    if (background < 0) {
        return logl((n + 1) / (df + 1));
    }
    const long double k = SCHEME_BACKGROUND_DOCUMENTS;
    return logl((n + k + 1) / (df + k * (long double)background + 1));
}

double scheme_idf(const struct scheme *scheme, uint64_t documents, uint32_t df, double background)
{
    const long double n = documents, d = df;
    switch (scheme->idf) {
    case IDF_PLAIN:
        return (double)log2l(n / d);
    case IDF_ONE_MORE:
        return (double)log2l((n + 1) / d);
    case IDF_PROBABILISTIC:
        return n - d > d ? (double)log2l((n - d) / d) : 0; /* at N = df the log would be minus infinity */
    case IDF_SKLEARN:
        return (double)(logl((1 + n) / (1 + d)) + 1);
    case IDF_SKLEARN_PLAIN:
        return (double)(logl(n / d) + 1);
    case IDF_BACKGROUND:
        return (double)idf_background(n, d, background);
    case IDF_NONE:
    case IDF_COUNT:
        break;
    }
    return 1;
}

/* What the factor of a count may depend on beside the count. */
struct row_facts {
    uint32_t largest;
    long double log_average; /* 1 + log2 of the mean count */
};

static struct row_facts row_facts_of(const uint32_t *counts, size_t count)
{
    uint64_t sum = 0;
    struct row_facts facts = {0};
    for (size_t i = 0; i < count; i++) {
        sum += counts[i];
        facts.largest = counts[i] > facts.largest ? counts[i] : facts.largest;
    }
    facts.log_average = count > 0 ? 1 + log2l((long double)sum / (long double)count) : 1;
    return facts;
}

static double frequency_factor(const struct scheme *scheme, uint32_t count, const struct row_facts *facts)
{
    const long double tf = count;
    switch (scheme->frequency) {
    case FREQUENCY_BINARY:
        return 1;
    case FREQUENCY_AUGMENTED:
        return 0.5 + 0.5 * (double)count / (double)facts->largest;
    case FREQUENCY_LOG:
        return (double)(1 + log2l(tf));
    case FREQUENCY_DOUBLE_LOG:
        return (double)(1 + log2l(1 + log2l(tf)));
    case FREQUENCY_LOG_AVERAGE:
        return (double)((1 + log2l(tf)) / facts->log_average);
    case FREQUENCY_NATURAL_LOG:
        return (double)(1 + logl(tf));
    case FREQUENCY_RAW:
    case FREQUENCY_BM25:
    case FREQUENCY_COUNT:
        break;
    }
    return (double)count;
}

void scheme_weigh_row(const struct scheme *scheme, const double *idf, const uint32_t *columns, const uint32_t *counts,
                      size_t count, double *weights, double *length)
{
    enum { SMALL_COUNTS = 32 }; /* nearly all are: each one's logarithm is taken once */
    const struct row_facts facts = row_facts_of(counts, count);
    double factors[SMALL_COUNTS], sum = 0;
    uint32_t known = 0;
    for (size_t i = 0; i < count; i++) {
        const bool is_small = counts[i] < SMALL_COUNTS;
        if (is_small && (known >> counts[i] & 1) == 0) {
            factors[counts[i]] = frequency_factor(scheme, counts[i], &facts);
            known |= UINT32_C(1) << counts[i];
        }
        const double factor = is_small ? factors[counts[i]] : frequency_factor(scheme, counts[i], &facts);
        weights[i] = factor * idf[columns[i]];
        sum += weights[i] * weights[i];
    }
    const double root = sqrt(sum); /* not *length, which a compiler must read again for each weight */
    *length = root;
    if (scheme->normalized && root > 0) {
        for (size_t i = 0; i < count; i++) {
            weights[i] /= root;
        }
    }
}

static const char *weight_formula(const struct scheme *scheme)
{
    static const char *const frequencies[FREQUENCY_COUNT] = {
        [FREQUENCY_BINARY] = "1",
        [FREQUENCY_RAW] = "tf",
        [FREQUENCY_AUGMENTED] = "(0.5 + 0.5 tf / max tf)",
        [FREQUENCY_LOG] = "(1 + log2 tf)",
        [FREQUENCY_DOUBLE_LOG] = "(1 + log2(1 + log2 tf))",
        [FREQUENCY_LOG_AVERAGE] = "(1 + log2 tf) / (1 + log2 mean tf)",
        [FREQUENCY_NATURAL_LOG] = "(1 + ln tf)",
        [FREQUENCY_BM25] = "tf / (tf + 1.2 (0.25 + 0.75 L / mean L))",
    };
    return frequencies[scheme->frequency];
}

static const char *norm_formula(const struct scheme *scheme)
{
    if (scheme->frequency == FREQUENCY_BM25) {
        return ", L the terms of a document; a query's weight = tf / sum(tf * idf)";
    }
    return scheme->normalized ? ", divided by the row's Euclidean norm" : ", not normalized (inner product)";
}

static const char *characters_formula(const struct scheme *scheme, bool has_characters)
{
    if (!has_characters || scheme->characters_share <= 0) {
        return "";
    }
    return scheme->frequency == FREQUENCY_BM25
               ? "; words and character n-grams each by themselves, and each counts for 1/2"
               : "; words and character n-grams each by themselves, multiplied by sqrt(4/5) and sqrt(1/5)";
}

const char *scheme_formula(const struct scheme *scheme, bool has_characters, char formula[SCHEME_FORMULA_BYTES])
{
    static const char *const idfs[IDF_COUNT] = {
        [IDF_NONE] = "1",
        [IDF_PLAIN] = "log2(N / df)",
        [IDF_ONE_MORE] = "log2((N + 1) / df)",
        [IDF_PROBABILISTIC] = "max(0, log2((N - df) / df))",
        [IDF_SKLEARN] = "(ln((1 + N) / (1 + df)) + 1)",
        [IDF_SKLEARN_PLAIN] = "(ln(N / df) + 1)",
        [IDF_BACKGROUND] = ("ln((N + 201) / (df + 200 s + 1)), s the background's share; ln((N + 1) / (df + 1)) for a "
                            "term without background"),
    };
    (void)snprintf(formula, SCHEME_FORMULA_BYTES, "weight = %s * idf%s; idf = %s%s", weight_formula(scheme),
                   norm_formula(scheme), idfs[scheme->idf], characters_formula(scheme, has_characters));
    return formula;
}
