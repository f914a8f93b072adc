/*
 * test_scheme.c - weights and cosines against the published table of scheme cosines, and factors against values that
 * were worked out with forty digits.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "record.h"
#include "scheme.h"

enum { DOCUMENTS = 6, TERMS = 3 };

/* The example of scikit-learn's documentation: rows of counts, with zeros. */
static const uint32_t golden_counts[DOCUMENTS][TERMS] = {{3, 0, 1}, {2, 0, 0}, {3, 0, 0},
                                                         {4, 0, 0}, {3, 2, 0}, {3, 0, 2}};
static const uint32_t golden_df[TERMS] = {6, 1, 2};

static struct scheme find(const char *name)
{
    struct scheme scheme;
    cr_assert(scheme_find(name, &scheme), "%s", name);
    return scheme;
}

/* The weights of a row as a full row; returns its length. */
static double weigh_row(const struct scheme *scheme, const double *idf, const uint32_t *row, double *full)
{
    uint32_t columns[TERMS], counts[TERMS];
    double weights[TERMS], length;
    size_t count = 0;
    for (uint32_t i = 0; i < TERMS; i++) {
        full[i] = 0;
        if (row[i] > 0) {
            columns[count] = i;
            counts[count++] = row[i];
        }
    }
    scheme_weigh_row(scheme, idf, columns, counts, count, weights, &length);
    for (size_t i = 0; i < count; i++) {
        full[columns[i]] = weights[i];
    }
    return length;
}

/* NaN where one of the two has no weighted term. */
static double golden_cosine(const struct scheme *scheme, size_t a, size_t b)
{
    double idf[TERMS], left[TERMS], right[TERMS], sum = 0;
    for (size_t i = 0; i < TERMS; i++) {
        idf[i] = scheme_idf(scheme, DOCUMENTS, golden_df[i], NO_BACKGROUND);
    }
    const double left_length = weigh_row(scheme, idf, golden_counts[a], left),
                 right_length = weigh_row(scheme, idf, golden_counts[b], right);
    for (size_t i = 0; i < TERMS; i++) {
        sum += left[i] * right[i];
    }
    return left_length > 0 && right_length > 0 ? sum : (double)NAN;
}

struct golden_case {
    const char *name;
    double d0_d5, d0_d4, d0_d1, d4_d5;
};

Test(scheme, cosines_are_those_of_the_golden_table)
{
    const struct golden_case cases[] = {
        {"sklearn", 0.9438000061, 0.4719333337, 0.8515133472, 0.3493622577},
        {"sklearn-plain", 0.9428151081, 0.3878295088, 0.8194099511, 0.2752224230},
        {"sklearn-sublinear", 0.9668948367, 0.3618404287, 0.7506214380, 0.2685860314},
        {"nfc", 1, 0, (double)NAN, 0},
        {"ntc", 0.9853964434, 0.0408626564, 0.3463038356, 0.0214172015},
        {"ltc", 0.9887352565, 0.0308734748, 0.3031120124, 0.0159977587},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct scheme scheme = find(cases[i].name);
        const double expected[] = {cases[i].d0_d5, cases[i].d0_d4, cases[i].d0_d1, cases[i].d4_d5};
        const size_t pairs[][2] = {{0, 5}, {0, 4}, {0, 1}, {4, 5}};
        for (size_t pair = 0; pair < sizeof expected / sizeof *expected; pair++) {
            const double cosine = golden_cosine(&scheme, pairs[pair][0], pairs[pair][1]);
            cr_expect_eq(isnan(cosine), isnan(expected[pair]), "%s, pair %zu: %.10f", cases[i].name, pair, cosine);
            cr_expect(isnan(cosine) || fabs(cosine - expected[pair]) < 1e-9, "%s, pair %zu: %.10f", cases[i].name, pair,
                      cosine);
        }
    }
}

struct idf_case {
    const char *name;
    uint32_t df;
    double background, idf;
};

/* N = 5; logarithms by 40-digit decimal arithmetic. */
Test(scheme, the_idf_of_a_term_is_its_formula)
{
    const struct idf_case cases[] = {
        {"auto", 2, 0.125, 1.995671658614377156},         /* ln(206 / 28) */
        {"auto", 5, 1, 0},                                /* in every document, here and there */
        {"auto", 2, NO_BACKGROUND, 0.693147180559945309}, /* ln(6 / 3) */
        {"auto-sublinear", 2, 0.125, 1.995671658614377156},
        {"sklearn", 2, 0.125, 1.693147180559945309}, /* ln(6 / 3) + 1: no background */
        {"sklearn-sublinear", 2, NO_BACKGROUND, 1.693147180559945309},
        {"sklearn-plain", 2, NO_BACKGROUND, 1.916290731874155065}, /* ln(5 / 2) + 1 */
        {"nnc", 2, 0.125, 1},
        {"nfc", 2, 0.125, 1.321928094887362348},                        /* log2(5 / 2) */
        {"ntc", 2, 0.125, 1.321928094887362348 + 0.263034405833793833}, /* log2(6 / 2) = log2(5 / 2) + log2(6 / 5) */
        {"npc", 1, 0.125, 2},                                           /* log2(4 / 1) */
        {"npc", 2, 0.125, 0.584962500721156181},                        /* log2(3 / 2) */
        {"npc", 3, 0.125, 0},                                           /* log2(2 / 3) is below 0 */
        {"npc", 5, 0.125, 0},                                           /* log2(0) */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct scheme scheme = find(cases[i].name);
        const double idf = scheme_idf(&scheme, 5, cases[i].df, cases[i].background);
        cr_expect(fabs(idf - cases[i].idf) <= 1e-15 * fabs(cases[i].idf) * 2, "%s, case %zu: %.17g", cases[i].name, i,
                  idf);
    }
}

struct frequency_case {
    const char *name;
    double weights[TERMS];
};

/* Counts 3, 1, 2 and idf 1: the largest is 3, the mean 2. */
Test(scheme, the_factor_of_a_count_is_its_formula)
{
    const double log_3 = 2.584962500721156181; /* 1 + log2 3 */
    const struct frequency_case cases[] = {
        {"bnn", {1, 1, 1}},
        {"nnn", {3, 1, 2}},
        {"ann", {1, 0.5 + 0.5 / 3, 0.5 + 1.0 / 3}},
        {"lnn", {log_3, 1, 2}},
        {"dnn", {2.370143351946001254, 1, 2}}, /* 1 + log2(1 + log2 3); log2(1 + log2 2) = 1 */
        {"Lnn", {log_3 / 2, 0.5, 1}},
    };
    const double idf[TERMS] = {1, 1, 1};
    const uint32_t row[TERMS] = {3, 1, 2};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct scheme scheme = find(cases[i].name);
        double weights[TERMS];
        weigh_row(&scheme, idf, row, weights);
        for (size_t term = 0; term < TERMS; term++) {
            cr_expect(fabs(weights[term] - cases[i].weights[term]) < 1e-15 * 4, "%s, term %zu: %.17g", cases[i].name,
                      term, weights[term]);
        }
    }
}

Test(scheme, the_natural_logarithm_of_the_count_is_taken_by_the_sublinear_schemes)
{
    const struct scheme scheme = find("auto-sublinear");
    const double idf[TERMS] = {1, 0, 0};
    const uint32_t row[TERMS] = {3, 1, 0};
    double weights[TERMS];
    const double length = weigh_row(&scheme, idf, row, weights);
    cr_assert(fabs(length - 2.098612288668109691) < 1e-15 * 4, "%.17g", length); /* 1 + ln 3 */
    cr_assert_eq(weights[0], 1);
    cr_assert_eq(weights[1], 0);
}

Test(scheme, a_scheme_without_norm_keeps_weights_and_tells_their_length)
{
    const struct scheme scheme = find("nnn"), normalized = find("nnc");
    const double idf[TERMS] = {1, 1, 1};
    const uint32_t row[TERMS] = {3, 0, 4};
    double weights[TERMS];
    cr_assert_eq(weigh_row(&scheme, idf, row, weights), 5);
    cr_assert_eq(weights[0], 3);
    cr_assert_not(scheme.normalized);
    cr_assert_eq(weigh_row(&normalized, idf, row, weights), 5);
    cr_assert_eq(weights[2], 4.0 / 5);
    cr_assert(normalized.normalized);
}

Test(scheme, a_row_without_weight_has_length_zero_and_no_nan)
{
    const struct scheme scheme = find("Lnc");
    const double idf[TERMS] = {0, 0, 0};
    const uint32_t row[TERMS] = {3, 0, 4}, empty[TERMS] = {0, 0, 0};
    double weights[TERMS];
    cr_assert_eq(weigh_row(&scheme, idf, row, weights), 0);
    cr_assert_eq(weights[0], 0);
    cr_assert_eq(weights[2], 0);
    cr_assert_eq(weigh_row(&scheme, idf, empty, weights), 0);
}

Test(scheme, every_smart_triple_has_a_name_and_a_formula_and_others_have_none)
{
    for (const char *frequency = "bnaldL"; *frequency != '\0'; frequency++) {
        for (const char *idf = "nftp"; *idf != '\0'; idf++) {
            for (const char *norm = "nc"; *norm != '\0'; norm++) {
                const char name[] = {*frequency, *idf, *norm, '\0'};
                char formula[SCHEME_FORMULA_BYTES];
                const struct scheme scheme = find(name);
                cr_assert_str_eq(scheme.name, name);
                cr_assert_not(scheme_wants_background(&scheme));
                cr_assert(strncmp(scheme_formula(&scheme, false, formula), "weight = ", 9) == 0);
                cr_assert(strstr(formula, "(null)") == NULL);
            }
        }
    }
    const char *const unknown[] = {"", "l", "lt", "ltcc", "xtc", "lxc", "ltx", "LTC", "Auto", "BM25", "sklearn "};
    struct scheme scheme;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        cr_expect_not(scheme_find(unknown[i], &scheme), "%s", unknown[i]);
    }
}

Test(scheme, the_formula_says_what_becomes_of_characters)
{
    const struct scheme sublinear = find("auto-sublinear"), bm25 = find("bm25"), peer = find("sklearn");
    char formula[SCHEME_FORMULA_BYTES];
    cr_assert(scheme_wants_background(&sublinear));
    cr_assert_str_eq(
        scheme_formula(&sublinear, false, formula),
        "weight = (1 + ln tf) * idf, divided by the row's Euclidean norm; idf = ln((N + 201) / (df + 200 s "
        "+ 1)), s the background's share; ln((N + 1) / (df + 1)) for a term without background");
    cr_assert_not_null(strstr(scheme_formula(&sublinear, true, formula), "sqrt(4/5) and sqrt(1/5)"));
    cr_assert_null(strstr(scheme_formula(&peer, true, formula), "character"));
    cr_assert_str_eq(scheme_formula(&bm25, true, formula),
                     "weight = tf / (tf + 1.2 (0.25 + 0.75 L / mean L)) * idf, L the terms of a document; a query's "
                     "weight = tf / sum(tf * idf); idf = ln((N + 201) / (df + 200 s + 1)), s the background's share; "
                     "ln((N + 1) / (df + 1)) for a term without background; words and character n-grams each by "
                     "themselves, and each counts for 1/2");
}
