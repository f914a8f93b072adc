/*
 * test_weighing.c - parts, BM25 and the damped similarity, worked out by hand.
 *
 * Columns: war, sea (words), "wa", "ar" (characters), year:1904 (date).
 */
#include <criterion/criterion.h>
#include <math.h>

#include "small_matrix.h"
#include "weighing.h"

enum { COLUMNS = 5 };

static struct small_matrix *matrix;
static struct scheme scheme;
static struct weighing weighing;
static const double ones[COLUMNS] = {1, 1, 1, 1, 1};

/* a = war 3, sea 4; wa 1, ar 1. b = war 1; ar 2; year 2. c = wa 1. Queries: q = war 1, sea 1; wa 2. */
static const uint32_t counts[] = {3, 4, 1, 1, 0, 1, 0, 0, 2, 2, 0, 0, 1, 0, 0, 1, 1, 2, 0, 0};

static void open_weighing(const char *name)
{
    matrix = small_matrix_new(3, 1, COLUMNS, counts, (struct small_scheme){.normalized = true});
    matrix->terms[2].channel = matrix->terms[3].channel = CHANNEL_CHARACTER;
    matrix->terms[4].channel = CHANNEL_DATE;
    cr_assert(scheme_find(name, &scheme));
    weighing_open(&weighing, &scheme, &matrix->counts);
}

static void drop(void)
{
    small_matrix_free(matrix);
}

static struct term_row row_of(size_t row)
{
    const struct count_rows *const rows = &matrix->counts.rows;
    const uint64_t start = rows->starts[row];
    return (struct term_row){rows->columns + start, rows->counts + start, (size_t)(rows->starts[row + 1] - start)};
}

/* By column, 0 where the row has none. */
static double weigh(size_t row, double weights[COLUMNS])
{
    double values[COLUMNS], length;
    const struct term_row counted = row_of(row);
    (row == 3 ? weighing_query : weighing_row)(&weighing, ones, counted, values, &length);
    memset(weights, 0, COLUMNS * sizeof *weights);
    for (size_t i = 0; i < counted.count; i++) {
        weights[counted.columns[i]] = values[i];
    }
    return length;
}

static bool is_near(double found, double expected)
{
    return fabs(found - expected) <= 4e-16 * fmax(1, fabs(expected));
}

Test(weighing, each_part_has_length_one_and_counts_for_its_share, .fini = drop)
{
    open_weighing("auto");
    double a[COLUMNS], b[COLUMNS];
    const double length = weigh(0, a);
    (void)weigh(1, b);
    const double expected[COLUMNS] = {3. / 5 * sqrt(.8), 4. / 5 * sqrt(.8), sqrt(.1), sqrt(.1), 0};
    double product = 0;
    for (size_t i = 0; i < COLUMNS; i++) {
        cr_expect(is_near(a[i], expected[i]), "column %zu: %.17g", i, a[i]);
        product += a[i] * b[i];
    }
    cr_expect(is_near(length * a[1], 4), "a word's weight times the length is tf * idf again");
    /* words (3, 4) with (1, 0; date 2): 3 / (5 sqrt 5); characters (1, 1) with (0, 2): 1 / sqrt 2 */
    cr_expect(is_near(product, .8 * 3 / (5 * sqrt(5)) + .2 / sqrt(2)), "%.17g", product);
}

/* The corpus has columns 0 to 2 (war, sea, "wa"); "ar" and the year stand behind them, as what reference texts alone
 * hold: "ar" is of the part of characters all the same. */
Test(weighing, characters_that_reference_texts_alone_hold_are_of_their_part, .fini = drop)
{
    open_weighing("auto");
    double a[COLUMNS], whole[COLUMNS];
    (void)weigh(0, whole);
    matrix->counts.term_count = 3;
    matrix->counts.unseen_count = 2;
    weighing_open(&weighing, &scheme, &matrix->counts);
    (void)weigh(0, a);
    matrix->counts.term_count = COLUMNS; /* for who frees them */
    cr_expect(weighing.first_unseen == 3 && weighing.end_unseen == 4);
    cr_expect_arr_eq(a, whole, sizeof a);
}

Test(weighing, a_row_that_lacks_a_part_gives_its_weight_to_the_other, .fini = drop)
{
    open_weighing("auto");
    double c[COLUMNS];
    cr_expect(is_near(weigh(2, c), 1));
    cr_expect(is_near(c[2], 1), "%.17g", c[2]);
}

Test(weighing, a_scheme_of_a_peer_has_one_part, .fini = drop)
{
    open_weighing("nnc");
    double a[COLUMNS];
    cr_expect(is_near(weigh(0, a), sqrt(27)));
    cr_expect(is_near(a[2], 1 / sqrt(27)));
}

/* Words: lengths 7, 3, 0, mean 10/3; a: K = 1.2 (.25 + .75 * 7 * 3 / 10) = 2.19.
 * Characters: lengths 2, 2, 1, mean 5/3; a: K = 1.2 (.25 + .75 * 6 / 5) = 1.38. */
Test(weighing, bm25_is_its_formula_and_a_query_is_a_share_of_what_can_be_reached, .fini = drop)
{
    open_weighing("bm25");
    double a[COLUMNS], q[COLUMNS];
    (void)weigh(0, a);
    (void)weigh(3, q);
    const double document[COLUMNS] = {3 / 5.19, 4 / 6.19, 1 / 2.38, 1 / 2.38, 0}, query[COLUMNS] = {.25, .25, .5, 0, 0};
    for (size_t i = 0; i < COLUMNS; i++) {
        cr_expect(is_near(a[i], document[i]), "column %zu: %.17g", i, a[i]);
        cr_expect(is_near(q[i], query[i]), "column %zu: %.17g", i, q[i]);
    }
}

Test(weighing, without_characters_a_query_is_words_alone, .fini = drop)
{
    open_weighing("bm25");
    matrix->terms[2].channel = matrix->terms[3].channel = CHANNEL_WORD;
    weighing_open(&weighing, &scheme, &matrix->counts);
    double q[COLUMNS];
    (void)weigh(3, q);
    cr_expect(q[0] == .25 && q[1] == .25 && q[2] == .5, "of the four words of the query");
}

static const struct term_row no_lead = {0};

/* One part. x = (3, 1), L = 4, K = 1: x' = 3/4, 1/2; pairs 4/3 * 6 * (1/4)^2 = 1/2; floor .4 (9/16 + 1/4) = .325. */
Test(weighing, the_corrected_similarity_damps_rates)
{
    const struct term_row row = {(const uint32_t[]){0, 1}, (const uint32_t[]){3, 1}, 2};
    const struct weighing plain = {.scheme = &scheme};
    double values[2];
    cr_assert(weighing_correct(&plain, ones, row, no_lead, values));
    cr_expect(is_near(values[0], 3. / 4 * sqrt(2)), "%.17g", values[0]);
    cr_expect(is_near(values[1], sqrt(2) / 2), "%.17g", values[1]);
}

/* n = (3, 1), l = (1, 0): x = (4, 1), q = (6, 1), L = 5, K = 5/4: x' = 4 * 5/21, 5/9. Pairs (16 - 6) (5/21)^2 divided
 * by 1 - 7/25: 250/441 * 25/18 = 3125/3969; the floor .4 (400/441 + 25/81) = 1930/3969 is below it. A column of the
 * lead that the row lacks is not looked at. */
Test(weighing, a_word_of_the_lead_counts_twice)
{
    const struct term_row row = {(const uint32_t[]){1, 2}, (const uint32_t[]){3, 1}, 2},
                          lead = {(const uint32_t[]){0, 1, 3}, (const uint32_t[]){9, 1, 9}, 3};
    const struct weighing plain = {.scheme = &scheme};
    double values[2];
    cr_assert(weighing_correct(&plain, ones, row, lead, values));
    cr_expect(is_near(values[0], 20. / 21 * sqrt(3969. / 3125)), "%.17g", values[0]);
    cr_expect(is_near(values[1], 5. / 9 * sqrt(3969. / 3125)), "%.17g", values[1]);
}

Test(weighing, a_lead_kept_together_with_its_row_counts_as_one_in_a_list_of_its_own)
{
    enum { TERMS = 3 };
    static const uint32_t columns[TERMS] = {0, 1, 2}, own[TERMS] = {5, 2, 1}, leads[TERMS] = {3, 0, 1};
    const struct term_row row = {columns, own, TERMS}, together = {columns, leads, TERMS},
                          alone = {(const uint32_t[]){0, 2}, (const uint32_t[]){3, 1}, 2};
    const struct weighing plain = {.scheme = &scheme};
    double values[TERMS], expected[TERMS];
    cr_assert(weighing_correct(&plain, ones, row, alone, expected));
    cr_assert(weighing_correct(&plain, ones, row, together, values));
    for (size_t i = 0; i < TERMS; i++) {
        cr_expect_eq(values[i], expected[i]); /* to the bit */
    }
}

Test(weighing, a_text_that_is_all_lead_counts_as_without_one)
{
    const struct term_row row = {(const uint32_t[]){0, 1, 2}, (const uint32_t[]){3, 1, 2}, 3};
    const struct weighing plain = {.scheme = &scheme};
    double with[3], without[3];
    cr_assert(weighing_correct(&plain, ones, row, row, with));
    cr_assert(weighing_correct(&plain, ones, row, no_lead, without));
    for (size_t i = 0; i < 3; i++) {
        cr_expect(is_near(with[i], without[i]), "%.17g and %.17g", with[i], without[i]);
    }
}

Test(weighing, where_no_word_comes_twice_the_floor_holds)
{
    /* L = 2, K = .5, x' = .5 / 1.5 = 1/3; floor .4 (1/9 + 4 * 1/9) = 2/9 */
    const struct term_row row = {(const uint32_t[]){0, 1}, (const uint32_t[]){1, 1}, 2};
    const struct weighing plain = {.scheme = &scheme};
    const double idf[2] = {1, 2};
    double values[2];
    cr_assert(weighing_correct(&plain, idf, row, no_lead, values));
    cr_expect(is_near(values[0], 1 / sqrt(2)) && is_near(values[1], sqrt(2)));
}

Test(weighing, a_row_without_weight_has_no_similarity_and_no_nan)
{
    const struct term_row row = {(const uint32_t[]){0, 1}, (const uint32_t[]){2, 1}, 2}, empty = {0};
    const double nothing[2] = {0, 0};
    double values[2] = {7, 7}, length = 7;
    static const char *const names[] = {"auto", "bm25", "sklearn"};
    for (size_t i = 0; i < 3; i++) {
        cr_assert(scheme_find(names[i], &scheme));
        const struct weighing parts = {.scheme = &scheme, .first_character = 1, .end_character = i == 2 ? 1 : 2};
        cr_expect_not(weighing_correct(&parts, nothing, row, no_lead, values));
        cr_expect(values[0] == 0 && values[1] == 0);
        weighing_query(&parts, nothing, row, values, &length);
        cr_expect(values[0] == 0 && values[1] == 0 && length == 0);
        weighing_row(&parts, nothing, row, values, &length);
        cr_expect(values[0] == 0 && values[1] == 0 && length == 0);
        cr_expect_not(weighing_correct(&parts, nothing, empty, no_lead, NULL));
    }
}
