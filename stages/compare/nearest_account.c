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
#include "scaled_row.h"
#include "top_list.h"

static enum status open_room(struct nearest_room *room, size_t terms, struct failure *failure)
{
    if (array_zeroed((void **)&room->columns, terms, sizeof *room->columns, failure) != STATUS_OK ||
        array_zeroed((void **)&room->counts, terms, sizeof *room->counts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&room->values, terms, sizeof *room->values, failure);
}

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
        array_zeroed((void **)&account->years, longest, sizeof *account->years, failure) != STATUS_OK ||
        open_room(&account->rooms[0], longest, failure) != STATUS_OK ||
        open_room(&account->rooms[1], longest, failure) != STATUS_OK) {
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
    for (size_t side = 0; side < sizeof account->rooms / sizeof *account->rooms; side++) {
        free(account->rooms[side].values);
        free(account->rooms[side].counts);
        free(account->rooms[side].columns);
    }
    free(account->years);
    free(account->shares);
    *account = (struct nearest_account){0};
}

static struct scaled_row row_of(const struct nearest_account *account, size_t row)
{
    const struct count_rows *const rows = &account->measure->weighted->counts->rows;
    const uint64_t start = rows->starts[row];
    return (struct scaled_row){{rows->columns + start, rows->counts + start, (size_t)(rows->starts[row + 1] - start)},
                               account->measure->values + start};
}

size_t nearest_account_shares(struct nearest_account *account, size_t a, size_t b)
{
    const struct scaled_row first = row_of(account, a), second = row_of(account, b);
    size_t count = 0;
    double total = 0;
    for (size_t i = 0, k = 0; scaled_row_next_shared(first.row, second.row, &i, &k); i++, k++) {
        const double part = first.values[i] * second.values[k];
        account->shares[count++] = (struct term_share){first.row.columns[i], part};
        total += part;
    }
    for (size_t i = 0; i < count; i++) {
        account->shares[i].share = total > 0 ? account->shares[i].share / total : 0;
    }
    return count;
}

/* The row without names, scaled anew, in the room that `side` has; false where nothing is left of it. */
static bool strip(const struct nearest_account *account, size_t row, size_t side, struct scaled_row *stripped)
{
    const struct similarity_measure *const measure = account->measure;
    const struct nearest_room *const room = &account->rooms[side];
    stripped->row = scaled_row_without_names(measure->weighted->counts->terms, row_of(account, row).row, room->columns,
                                             room->counts);
    stripped->values = room->values;
    return similarity_scale(measure, stripped->row, similarity_row(&measure->weighted->counts->leads, row),
                            room->values);
}

double nearest_account_without_names(const struct nearest_account *account, size_t a, size_t b)
{
    struct scaled_row first, second;
    if (!strip(account, a, 0, &first) || !strip(account, b, 1, &second)) {
        return NAN;
    }
    return similarity_shown(account->measure, similarity_of_rows(account->measure, first, second));
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
    const bool names_terms =
        !similarity_is_delta(account->measure->kind); /* what a Delta goes by is how all use them */
    finding->year_count = 0;
    for (size_t i = 0; i < shared; i++) {
        const struct term_share *const share = &account->shares[i];
        if (counts->terms[share->column].channel == CHANNEL_DATE && term_is_year(counts->terms[share->column].term)) {
            account->years[finding->year_count++] = share->column;
        }
        if (is_shown(&counts->terms[share->column]) && share->share > 0 && names_terms) {
            top_list_offer(&best, share->share, share->column);
        }
    }
    top_list_sort(&best);
    for (size_t i = 0; i < best.count; i++) {
        account->terms[i] = best.entries[i].index;
    }
    finding->a = a;
    finding->b = b;
    finding->similarity = similarity_shown(account->measure, similarity_between(account->measure, a, b));
    finding->names_share = similarity_names_share(account->measure, row_of(account, a), row_of(account, b));
    finding->without_names = nearest_account_without_names(account, a, b);
    finding->terms = account->terms;
    finding->term_count = best.count;
    finding->years = account->years;
    finding->uncertain = is_short(counts->documents[a]) || is_short(counts->documents[b]);
}
