/* topic_account.c - sums run in the order of the passages, which is that of the input. */
#include "topic_account.h"

#include <stdlib.h>

#include "array.h"

/* Factors are known up to a scale that W and H share out: here H's columns get the sum 1. */
static void scale_factors(struct nonnegative_factors *factors)
{
    for (size_t k = 0; k < factors->count; k++) {
        double sum = 0;
        for (size_t column = 0; column < factors->columns; column++) {
            sum += factors->column_factors[column * factors->count + k];
        }
        for (size_t column = 0; column < factors->columns && sum > 0; column++) {
            factors->column_factors[column * factors->count + k] /= sum;
        }
        for (size_t row = 0; row < factors->rows; row++) {
            factors->row_factors[row * factors->count + k] *= sum;
        }
    }
}

static void rank_factors(struct topic_account *account)
{
    const struct nonnegative_factors *const factors = account->factors;
    struct top_list order = {.entries = account->order, .capacity = factors->count};
    double total = 0;
    for (size_t i = 0; i < factors->rows * factors->count; i++) {
        total += factors->row_factors[i];
    }
    for (size_t k = 0; k < factors->count; k++) {
        double amount = 0;
        for (size_t row = 0; row < factors->rows; row++) {
            amount += factors->row_factors[row * factors->count + k];
        }
        if (amount > 0) {
            top_list_offer(&order, amount / total, k);
        }
    }
    top_list_sort(&order);
    account->count = order.count;
}

static void sum_passages(struct topic_account *account)
{
    const size_t count = account->factors->count;
    for (size_t row = 0; row < account->passages->count; row++) {
        const double *const amounts = account->factors->row_factors + row * count;
        double *const document = &account->document_amounts[account->passages->items[row].document];
        size_t strongest = 0;
        for (size_t k = 0; k < count; k++) {
            strongest = amounts[k] > amounts[strongest] ? k : strongest;
            *document += amounts[k];
        }
        account->strongest[row] = amounts[strongest] > 0 ? strongest : count;
    }
}

enum status topic_account_open(struct topic_account *account, struct nonnegative_factors *factors,
                               const struct passages *passages, size_t document_count, struct failure *failure)
{
    *account = (struct topic_account){.factors = factors, .passages = passages, .document_count = document_count};
    if (array_zeroed((void **)&account->order, factors->count, sizeof *account->order, failure) != STATUS_OK ||
        array_zeroed((void **)&account->strongest, passages->count, sizeof *account->strongest, failure) != STATUS_OK ||
        array_zeroed((void **)&account->document_amounts, document_count, sizeof *account->document_amounts, failure) !=
            STATUS_OK) {
        topic_account_close(account);
        return STATUS_FAILED;
    }
    scale_factors(factors);
    rank_factors(account);
    sum_passages(account);
    return STATUS_OK;
}

void topic_account_close(struct topic_account *account)
{
    free(account->document_amounts);
    free(account->strongest);
    free(account->order);
    *account = (struct topic_account){0};
}

void topic_account_terms(const struct topic_account *account, size_t factor, struct top_list *best)
{
    const struct nonnegative_factors *const factors = account->factors;
    best->count = 0;
    for (size_t column = 0; column < factors->columns; column++) {
        const double weight = factors->column_factors[column * factors->count + factor];
        if (weight > 0) {
            top_list_offer(best, weight, column);
        }
    }
    top_list_sort(best);
}

size_t topic_account_passages(const struct topic_account *account, size_t factor)
{
    size_t count = 0;
    for (size_t row = 0; row < account->passages->count; row++) {
        count += account->strongest[row] == factor;
    }
    return count;
}

static int compare_documents(const void *a, const void *b)
{
    const struct topic_document *const first = a, *const second = b;
    if (first->share_of_topic != second->share_of_topic) {
        return first->share_of_topic > second->share_of_topic ? -1 : 1;
    }
    return (first->row > second->row) - (first->row < second->row);
}

size_t topic_account_documents(const struct topic_account *account, size_t factor, struct topic_document *documents)
{
    const struct passages *const passages = account->passages;
    size_t count = 0;
    double total = 0;
    for (size_t begin = 0, end = 0; begin < passages->count; begin = end) {
        const size_t document = passages->items[begin].document;
        double amount = 0;
        for (end = begin; end < passages->count && passages->items[end].document == document; end++) {
            amount += account->factors->row_factors[end * account->factors->count + factor];
        }
        total += amount;
        if (amount > 0) {
            documents[count++] =
                (struct topic_document){document, amount / account->document_amounts[document], amount};
        }
    }
    for (size_t i = 0; i < count; i++) {
        documents[i].share_of_topic /= total;
    }
    qsort(documents, count, sizeof *documents, compare_documents);
    return count;
}
