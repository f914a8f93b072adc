/* test_pair_terms.c - two rows by hand: which list each term belongs to, and in which order. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "pair_terms.h"
#include "refusal.h"

enum { COLUMNS = 8 };

static struct vocabulary_term vocabulary[COLUMNS];
static char shown[512];
static const size_t lengths[EVIDENCE_PARTS] = {10, 10, 10, 10, 10};

/* Rows of all columns where a count is not 0; a value is its count but for those of `values`. */
struct made_side {
    uint32_t columns[COLUMNS], counts[COLUMNS];
    double values[COLUMNS];
    struct pair_side side;
};

static void make_side(struct made_side *made, const uint32_t counts[COLUMNS], uint64_t words)
{
    size_t count = 0;
    for (uint32_t column = 0; column < COLUMNS; column++) {
        if (counts[column] > 0) {
            made->columns[count] = column;
            made->counts[count] = counts[column];
            made->values[count++] = counts[column];
        }
    }
    made->side = (struct pair_side){{{made->columns, made->counts, count}, made->values}, words};
}

static void show(const struct pair_terms *terms)
{
    shown[0] = '\0';
    for (size_t part = 0; part < EVIDENCE_PARTS; part++) {
        for (size_t i = 0; i < terms->counts[part]; i++) {
            const struct evidence_term *const term = &terms->items[part][i];
            const size_t used = strlen(shown);
            (void)snprintf(shown + used, sizeof shown - used, "%zu:%zu(%d,%d)+%zu ", part, term->term,
                           (int)term->counts[0], (int)term->counts[1], term->others);
        }
    }
}

static const char *fill(const uint32_t a[COLUMNS], const uint32_t b[COLUMNS], const uint32_t *tellers,
                        bool words_compare, struct pair_terms *terms)
{
    static struct made_side sides[2];
    struct failure failure = {0};
    make_side(&sides[0], a, 100);
    make_side(&sides[1], b, 100);
    cr_assert_eq(pair_terms_open(terms, vocabulary, &failure), STATUS_OK);
    pair_terms_fill(terms, &sides[0].side, &sides[1].side, tellers, words_compare, lengths);
    show(terms);
    return shown;
}

static void name_terms(void)
{
    static const char *const names[COLUMNS] = {"a",          "b", "c", "d", "e", "date:1942-05-26", "date:--05-26",
                                               "decade:1940"};
    for (size_t i = 0; i < COLUMNS; i++) {
        vocabulary[i] =
            (struct vocabulary_term){.term = span_of(names[i]), .channel = i < 5 ? CHANNEL_WORD : CHANNEL_DATE};
    }
}

TestSuite(pair_terms, .init = name_terms);

Test(pair_terms, shared_terms_stand_by_what_they_carry_and_their_shares_are_of_the_whole_product)
{
    struct pair_terms terms;
    cr_expect_str_eq(
        fill((uint32_t[]){1, 3, 2, 0, 0, 0, 0, 0}, (uint32_t[]){1, 2, 2, 0, 0, 0, 0, 0}, NULL, true, &terms),
        "0:1(3,2)+0 0:2(2,2)+0 0:0(1,1)+0 ");
    cr_expect_eq(terms.product, 11);
    cr_expect_eq(terms.shared, 3);
    cr_expect_float_eq(terms.items[EVIDENCE_SHARED][0].share, 6.0 / 11, 1e-15);
    pair_terms_close(&terms);
}

Test(pair_terms, a_term_of_one_alone_sets_it_apart_unless_a_third_has_it_too)
{
    const uint32_t tellers[COLUMNS] = {2, 1, 3, 4, 2, 0, 0, 0};
    struct pair_terms terms;
    /* a alone has 1, which nobody else has; 2 and 3 are left out by b, 3 by most others; 4 is left out by a */
    cr_expect_str_eq(
        fill((uint32_t[]){1, 1, 9, 1, 0, 0, 0, 0}, (uint32_t[]){1, 0, 0, 0, 2, 0, 0, 0}, tellers, true, &terms),
        "0:0(1,1)+0 1:1(1,0)+0 3:4(0,2)+1 4:3(1,0)+3 4:2(9,0)+2 ");
    pair_terms_close(&terms);
}

/* Of 100 words each: 10 and 1 have G2 = 2 (10 ln(10/5.5) + ln(1/5.5)) = 8.55, 4 and 1 G2 = 1.93. */
Test(pair_terms, a_term_of_both_sets_apart_who_has_it_far_more_often_and_not_by_chance)
{
    struct pair_terms terms;
    cr_expect_str_eq(
        fill((uint32_t[]){10, 1, 4, 0, 0, 0, 0, 0}, (uint32_t[]){1, 12, 1, 0, 0, 0, 0, 0}, NULL, true, &terms),
        "0:1(1,12)+0 0:0(10,1)+0 0:2(4,1)+0 1:0(10,1)+0 2:1(1,12)+0 ");
    pair_terms_close(&terms);
}

Test(pair_terms, between_languages_dates_alone_set_apart_and_of_a_date_its_day)
{
    struct pair_terms terms;
    cr_expect_str_eq(
        fill((uint32_t[]){5, 0, 0, 0, 0, 1, 1, 1}, (uint32_t[]){0, 5, 0, 0, 0, 0, 0, 0}, NULL, false, &terms),
        "1:5(1,0)+0 ");
    pair_terms_close(&terms);
}

Test(pair_terms, characters_are_in_no_list_but_part_of_the_product)
{
    struct pair_terms terms;
    vocabulary[0].channel = CHANNEL_CHARACTER;
    cr_expect_str_eq(
        fill((uint32_t[]){3, 0, 0, 0, 0, 0, 0, 0}, (uint32_t[]){3, 0, 0, 0, 0, 0, 0, 0}, NULL, true, &terms), "");
    cr_expect_eq(terms.product, 9);
    pair_terms_close(&terms);
}

Test(pair_terms, a_refused_allocation_is_out_of_memory)
{
    struct pair_terms terms;
    struct failure failure = {0};
    refuse_allocation(0, true);
    const enum status status = pair_terms_open(&terms, vocabulary, &failure);
    (void)refuse_nothing();
    cr_expect_eq(status, STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    pair_terms_close(&terms);
}
