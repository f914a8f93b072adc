/* test_nearest_account.c - a pair's score taken apart by hand. */
#include <criterion/criterion.h>

#include <math.h>

#include "nearest_account.h"
#include "small_matrix.h"

/*
 * Columns: war, russia (a state), sea, peace, year:1904; w = 1.
 * a = (3, 2, 1, 0, 1), b = (2, 4, 0, 1, 1): war 6, russia 8, year 1, in all 15. c knows nothing but Russia.
 * Without russia: a = (3, 1, 0, 1), L = 5, 5/4 * 6 = 7.5 above 11/2, so A = 7.5;
 *                 b = (2, 0, 1, 1), L = 4, 4/3 * 2 = 8/3 below 6/2, so A = 3; the product is 7.
 */
static const uint32_t counts[4 * 5] = {3, 2, 1, 0, 1, 2, 4, 0, 1, 1, 0, 5, 0, 0, 0, 0, 0, 7, 0, 0};
enum { A, B, C, D };

static struct small_matrix *matrix;
static struct similarity_measure measure;
static struct nearest_account account;

static void open_account(enum similarity kind, bool normalized)
{
    struct failure failure = {0};
    matrix = small_matrix_new(4, 0, 5, counts, (struct small_scheme){.normalized = normalized});
    matrix->terms[1].flags = TERM_STATE_NAME;
    small_matrix_set_year(matrix, 4);
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, kind, &failure), STATUS_OK);
    cr_assert_eq(nearest_account_open(&account, &measure, &failure), STATUS_OK);
}

static void close_account(void)
{
    nearest_account_close(&account);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(nearest_account, shares_are_the_products_over_their_sum, .fini = close_account)
{
    open_account(SIMILARITY_CORRECTED, true);
    cr_assert_eq(nearest_account_shares(&account, A, B), 3);
    cr_assert_eq(account.shares[0].column, 0);
    cr_assert_float_eq(account.shares[0].share, 6.0 / 15, 1e-15);
    cr_assert_eq(account.shares[1].column, 1);
    cr_assert_float_eq(account.shares[1].share, 8.0 / 15, 1e-15);
    cr_assert_eq(account.shares[2].column, 4);
    cr_assert_float_eq(account.shares[2].share, 1.0 / 15, 1e-15);
}

Test(nearest_account, a_pair_is_accounted_for, .fini = close_account)
{
    struct nearest_finding finding = {.margin = 5, .mutual = true};
    open_account(SIMILARITY_CORRECTED, true);
    nearest_account_fill(&account, A, B, &finding);
    cr_assert(finding.a == A && finding.b == B);
    cr_assert_eq(finding.similarity, similarity_between(&measure, A, B));
    cr_assert_float_eq(finding.names_share, 8.0 / 15, 1e-15);
    cr_assert_float_eq(finding.without_names, 7 / sqrt(7.5 * 3), 1e-14);
    cr_assert_eq(finding.term_count, 1);
    cr_assert_eq(finding.terms[0], 0);
    cr_assert_eq(finding.year_count, 1);
    cr_assert_eq(finding.years[0], 4);
    cr_assert_not(finding.uncertain);
    cr_assert(finding.margin == 5 && finding.mutual);
}

Test(nearest_account, without_names_the_cosine_has_shorter_rows_and_an_inner_product_has_not)
{
    open_account(SIMILARITY_COSINE, true);
    cr_assert_float_eq(nearest_account_without_names(&account, A, B), 7 / sqrt(11 * 6), 1e-14);
    close_account();
    open_account(SIMILARITY_COSINE, false);
    cr_assert_eq(nearest_account_without_names(&account, A, B), 7);
    close_account();
}

Test(nearest_account, a_row_of_names_alone_has_nothing_left_without_them)
{
    static const bool normalized[] = {true, true, false};
    static const enum similarity kinds[] = {SIMILARITY_CORRECTED, SIMILARITY_COSINE, SIMILARITY_COSINE};
    for (size_t i = 0; i < 3; i++) {
        struct nearest_finding finding = {0};
        open_account(kinds[i], normalized[i]);
        nearest_account_fill(&account, A, C, &finding);
        cr_assert(isnan(finding.without_names));
        cr_assert_eq(finding.names_share, 1);
        cr_assert(finding.term_count == 0 && finding.year_count == 0);
        close_account();
    }
}

Test(nearest_account, without_a_name_nothing_changes_to_the_last_bit)
{
    open_account(SIMILARITY_CORRECTED, true);
    matrix->terms[1].flags = 0;
    cr_assert_eq(nearest_account_without_names(&account, A, B), similarity_between(&measure, A, B));
    close_account();
}

Test(nearest_account, two_documents_without_a_shared_term_have_no_shares, .fini = close_account)
{
    struct nearest_finding finding = {0};
    open_account(SIMILARITY_CORRECTED, true);
    nearest_account_fill(&account, C, D, &finding);
    cr_assert_eq(finding.similarity, 0);
    cr_assert_eq(finding.names_share, 0);
    cr_assert(finding.term_count == 0 && finding.year_count == 0);
}

Test(nearest_account, a_document_of_fewer_than_400_words_is_uncertain, .fini = close_account)
{
    struct nearest_finding finding = {0};
    open_account(SIMILARITY_CORRECTED, true);
    matrix->documents[B].tokens = 400;
    nearest_account_fill(&account, A, B, &finding);
    cr_assert_not(finding.uncertain);
    matrix->documents[B].tokens = 399;
    nearest_account_fill(&account, A, B, &finding);
    cr_assert(finding.uncertain);
    nearest_account_fill(&account, B, A, &finding);
    cr_assert(finding.uncertain);
}

Test(nearest_account, all_shares_of_a_pair_add_up_to_one_and_the_strongest_are_shown)
{
    struct failure failure = {0};
    matrix = small_matrix_random(40, 0, 150, 300, 17);
    for (size_t column = 0; column < 150; column += 3) {
        matrix->terms[column].flags = TERM_STATE_NAME;
    }
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(nearest_account_open(&account, &measure, &failure), STATUS_OK);
    for (size_t b = 1; b < 40; b++) {
        struct nearest_finding finding = {0};
        nearest_account_fill(&account, 0, b, &finding);
        const size_t count = nearest_account_shares(&account, 0, b);
        double sum = 0, names = 0, fifth = 0;
        size_t stronger = 0;
        for (size_t i = 0; i < count; i++) {
            const bool is_name = account.shares[i].column % 3 == 0;
            sum += account.shares[i].share;
            names += is_name ? account.shares[i].share : 0;
            fifth =
                account.shares[i].column == finding.terms[NEAREST_SHOWN_TERMS - 1] ? account.shares[i].share : fifth;
        }
        for (size_t i = 0; i < count; i++) {
            stronger += account.shares[i].column % 3 != 0 && account.shares[i].share > fifth;
        }
        cr_assert_float_eq(sum, 1, 1e-12);
        cr_assert_float_eq(names, finding.names_share, 1e-12);
        cr_assert_eq(finding.term_count, NEAREST_SHOWN_TERMS);
        cr_assert_leq(stronger, NEAREST_SHOWN_TERMS - 1);
    }
    close_account();
}

Test(nearest_account, it_closes_from_any_state)
{
    struct nearest_account none = {0};
    nearest_account_close(&none);
    nearest_account_close(NULL);
}
