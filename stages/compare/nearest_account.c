/*
 * nearest_account.c - a pair's score taken apart.
 *
 * A similarity is a sum over shared terms, so each has a share of it, and the shares of the names of states are the
 * part that any two texts on the same states would have. What stays without them is no difference of the two: the rows
 * become shorter too, so the measure is computed again on what is left of both.
 */
#include "nearest_account.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "top_list.h"

enum status nearest_account_open(struct nearest_account *account, const struct similarity_measure *measure,
                                 struct failure *failure)
{
    const struct count_rows *const rows = &measure->weighted->counts->rows;
    size_t longest = 0;
    for (size_t row = 0; row < rows->row_count; row++) {
        if (rows->starts[row + 1] - rows->starts[row] > longest) {
            longest = rows->starts[row + 1] - rows->starts[row];
        }
    }
    *account = (struct nearest_account){.measure = measure};
    if (array_zeroed((void **)&account->shares, longest, sizeof *account->shares, failure) != STATUS_OK ||
        array_zeroed((void **)&account->years, longest, sizeof *account->years, failure) != STATUS_OK) {
        nearest_account_close(account);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void nearest_account_close(struct nearest_account *account)
{
    if (account == NULL) {
        return;
    }
    free(account->years);
    free(account->shares);
    *account = (struct nearest_account){0};
}

/* The next column that both rows have; false at the end. Both places must be moved on by one before the next call. */
static bool next_shared(const struct count_rows *rows, size_t a, size_t b, uint64_t *in_a, uint64_t *in_b)
{
    while (*in_a < rows->starts[a + 1] && *in_b < rows->starts[b + 1]) {
        const uint32_t column_a = rows->columns[*in_a], column_b = rows->columns[*in_b];
        if (column_a == column_b) {
            return true;
        }
        *in_a += column_a < column_b;
        *in_b += column_b < column_a;
    }
    return false;
}

size_t nearest_account_shares(struct nearest_account *account, size_t a, size_t b)
{
    const struct similarity_measure *const measure = account->measure;
    const struct count_rows *const rows = &measure->weighted->counts->rows;
    size_t count = 0;
    double total = 0;
    for (uint64_t in_a = rows->starts[a], in_b = rows->starts[b]; next_shared(rows, a, b, &in_a, &in_b);
         in_a++, in_b++) {
        const double part = measure->values[in_a] * measure->values[in_b];
        account->shares[count++] = (struct term_share){rows->columns[in_a], part};
        total += part;
    }
    for (size_t i = 0; i < count; i++) {
        account->shares[i].share = total > 0 ? account->shares[i].share / total : 0;
    }
    return count;
}

static bool is_name(const struct weighted *weighted, uint32_t column)
{
    return (weighted->counts->terms[column].flags & TERM_STATE_NAME) != 0;
}

/* A of the corrected similarity (MEASURES) over the row's terms that are no names: max(L / (L - 1) sum w^2 x (x - 1),
 * c sum w^2 x^2), c = 1/2. */
static double self_without_names(const struct weighted *weighted, size_t row)
{
    const double floor_share = 0.5;
    const struct count_rows *const rows = &weighted->counts->rows;
    double words = 0, unbiased = 0, squares = 0;
    for (uint64_t entry = rows->starts[row]; entry < rows->starts[row + 1]; entry++) {
        const uint32_t column = rows->columns[entry];
        const double count = rows->counts[entry], idf = weighted->idf[column];
        if (is_name(weighted, column)) {
            continue;
        }
        words += count;
        unbiased += idf * idf * count * (count - 1);
        squares += idf * idf * count * count;
    }
    const double corrected = words > 1 ? words / (words - 1) * unbiased : 0;
    return fmax(corrected, floor_share * squares);
}

static double squares_without_names(const struct weighted *weighted, size_t row)
{
    const struct count_rows *const rows = &weighted->counts->rows;
    double squares = 0;
    for (uint64_t entry = rows->starts[row]; entry < rows->starts[row + 1]; entry++) {
        if (!is_name(weighted, rows->columns[entry])) {
            squares += weighted->weights[entry] * weighted->weights[entry];
        }
    }
    return squares;
}

static bool has_name(const struct weighted *weighted, size_t row)
{
    const struct count_rows *const rows = &weighted->counts->rows;
    for (uint64_t entry = rows->starts[row]; entry < rows->starts[row + 1]; entry++) {
        if (is_name(weighted, rows->columns[entry])) {
            return true;
        }
    }
    return false;
}

/* By what a scaled value of the row is to be multiplied when its names are gone: 1 where it has none, NaN where it has
 * nothing else. */
static double rescale(const struct similarity_measure *measure, size_t row)
{
    const struct weighted *const weighted = measure->weighted;
    if (!similarity_exists(measure, row)) {
        return NAN;
    }
    if (!has_name(weighted, row)) {
        return 1;
    }
    const bool corrected = measure->kind == SIMILARITY_CORRECTED;
    const double size = corrected ? self_without_names(weighted, row) : squares_without_names(weighted, row);
    if (!(size > 0)) {
        return NAN;
    }
    if (corrected) {
        return sqrt(weighted->self[row] / size);
    }
    return weighted->normalized ? 1 / sqrt(size) : 1;
}

double nearest_account_without_names(const struct nearest_account *account, size_t a, size_t b)
{
    const struct similarity_measure *const measure = account->measure;
    const struct count_rows *const rows = &measure->weighted->counts->rows;
    const double scale_a = rescale(measure, a), scale_b = rescale(measure, b);
    double product = 0;
    for (uint64_t in_a = rows->starts[a], in_b = rows->starts[b]; next_shared(rows, a, b, &in_a, &in_b);
         in_a++, in_b++) {
        if (!is_name(measure->weighted, rows->columns[in_a])) {
            product += measure->values[in_a] * measure->values[in_b];
        }
    }
    return similarity_settle(measure, product * (scale_a * scale_b));
}

static double names_share(const struct nearest_account *account, size_t a, size_t b)
{
    const struct similarity_measure *const measure = account->measure;
    const struct count_rows *const rows = &measure->weighted->counts->rows;
    double names = 0, total = 0;
    for (uint64_t in_a = rows->starts[a], in_b = rows->starts[b]; next_shared(rows, a, b, &in_a, &in_b);
         in_a++, in_b++) {
        const double part = measure->values[in_a] * measure->values[in_b];
        names += is_name(measure->weighted, rows->columns[in_a]) ? part : 0;
        total += part;
    }
    return total > 0 ? names / total : 0;
}

static bool is_shown(const struct vocabulary_term *term)
{
    return (term->flags & TERM_STATE_NAME) == 0 && (term->channel == CHANNEL_WORD || term->channel == CHANNEL_NGRAM);
}

static bool is_short(const struct document *document)
{
    return document->tokens < SHORT_DOCUMENT_WORDS;
}

void nearest_account_fill(struct nearest_account *account, size_t a, size_t b, struct nearest_finding *finding)
{
    const struct counts *const counts = account->measure->weighted->counts;
    const size_t shared = nearest_account_shares(account, a, b);
    struct top_entry entries[NEAREST_SHOWN_TERMS];
    struct top_list best = {.entries = entries, .capacity = NEAREST_SHOWN_TERMS};
    finding->year_count = 0;
    for (size_t i = 0; i < shared; i++) {
        const struct term_share *const share = &account->shares[i];
        if (counts->terms[share->column].channel == CHANNEL_DATE) {
            account->years[finding->year_count++] = share->column;
        }
        if (is_shown(&counts->terms[share->column]) && share->share > 0) {
            top_list_offer(&best, share->share, share->column);
        }
    }
    top_list_sort(&best);
    for (size_t i = 0; i < best.count; i++) {
        account->terms[i] = best.entries[i].index;
    }
    finding->a = a;
    finding->b = b;
    finding->similarity = similarity_between(account->measure, a, b);
    finding->names_share = names_share(account, a, b);
    finding->without_names = nearest_account_without_names(account, a, b);
    finding->terms = account->terms;
    finding->term_count = best.count;
    finding->years = account->years;
    finding->uncertain = is_short(counts->documents[a]) || is_short(counts->documents[b]);
}
