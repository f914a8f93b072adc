/* topic_account.h - what the factors say in shares: how strong a topic is, its terms, its documents. */
#ifndef MIZAN_TOPIC_ACCOUNT_H
#define MIZAN_TOPIC_ACCOUNT_H

#include "finding.h"
#include "nonnegative_factors.h"
#include "passages.h"
#include "top_list.h"

struct topic_account {
    struct nonnegative_factors *factors;
    const struct passages *passages;
    size_t document_count;
    struct top_entry *order;  /* topics with a share above 0, the strongest first: share of the corpus, factor */
    size_t count;             /* how many these are */
    size_t *strongest;        /* by passage: the factor that has the largest share of it, or factors->count */
    double *document_amounts; /* by document: what all topics have of it */
};

/* Scales the factors: each column of H sums to 1, so that W says how much of a passage's weights a topic explains. */
enum status topic_account_open(struct topic_account *account, struct nonnegative_factors *factors,
                               const struct passages *passages, size_t document_count,
                               struct failure *failure) MUST_CHECK;
void topic_account_close(struct topic_account *account);

/* The heaviest columns of the factor, at most best->capacity, with weights that are parts of 1. */
void topic_account_terms(const struct topic_account *account, size_t factor, struct top_list *best);

/* Passages of which it has the largest share; of equal ones the first factor has it. */
size_t topic_account_passages(const struct topic_account *account, size_t factor);

/* The documents that hold the factor; `documents` has room for all. Returns how many. */
size_t topic_account_documents(const struct topic_account *account, size_t factor, struct topic_document *documents);

#endif
