/*
 * topics.c - non-negative matrix factorization of passages by terms (Lee & Seung 1999), from a start that is not
 * random, so that the same corpus always has the same topics.
 *
 * Fewer passages than the bounds say give topics that hang on single passages.
 */
#include "topics.h"

#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "coherence.h"
#include "finding.h"
#include "group_terms.h"
#include "topic_account.h"
#include "topic_search.h"
#include "truncated_svd.h"

/* ---- whether the corpus bears them --------------------------------------------------------------------------- */

static enum status check_passages(const struct topics *topics, struct failure *failure)
{
    const size_t passages = topics->passages.count;
    if (passages < TOPIC_PASSAGES_LEAST) {
        return failure_set(failure, FAILURE_USAGE,
                           "--topics %zu: the corpus has %zu passage%s of about %d words, and topics need at least %d; "
                           "give more texts, or leave --topics out",
                           topics->wanted, passages, passages == 1 ? "" : "s", PASSAGE_WORDS, TOPIC_PASSAGES_LEAST);
    }
    if (topics->wanted > passages / PASSAGES_OF_A_TOPIC) {
        return failure_set(failure, FAILURE_USAGE,
                           "--topics %zu: the corpus has %zu passages of about %d words, and a topic needs %d of them; "
                           "ask for at most %zu",
                           topics->wanted, passages, PASSAGE_WORDS, PASSAGES_OF_A_TOPIC,
                           passages / PASSAGES_OF_A_TOPIC);
    }
    return STATUS_OK;
}

static enum status check_terms(const struct topics *topics, struct failure *failure)
{
    const size_t terms = topics->matrix.rows.column_count;
    if (topics->wanted <= terms) {
        return STATUS_OK;
    }
    return failure_set(failure, FAILURE_USAGE,
                       "--topics %zu: only %zu term%s with weight stand%s in more than one passage; ask for at most as "
                       "many topics, or leave --topics out",
                       topics->wanted, terms, terms == 1 ? "" : "s", terms == 1 ? "s" : "");
}

enum status topics_open(struct topics *topics, const struct weighted *weighted, size_t wanted, struct failure *failure)
{
    const struct counts *const counts = weighted->counts;
    *topics = (struct topics){.weighted = weighted, .wanted = wanted};
    if (passages_cut(&counts->sequences, counts->document_count, PASSAGE_WORDS, &topics->passages, failure) !=
            STATUS_OK ||
        check_passages(topics, failure) != STATUS_OK ||
        topic_matrix_open(&topics->matrix, weighted, &topics->passages, failure) != STATUS_OK ||
        check_terms(topics, failure) != STATUS_OK) {
        topics_close(topics);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void topics_close(struct topics *topics)
{
    topic_matrix_close(&topics->matrix);
    passages_free(&topics->passages);
    *topics = (struct topics){0};
}

/* The first start is made from singular vectors, then each start's factors are kept, and those at hand improved in as
 * much room again. */
uint64_t topics_bytes(const struct topics *topics)
{
    const uint64_t rows = topics->matrix.rows.row_count, columns = topics->matrix.rows.column_count;
    const uint64_t factors = (rows + columns) * topics->wanted * sizeof(double);
    const uint64_t first = truncated_svd_bytes(rows, columns, topics->wanted), later = TOPIC_STARTS * factors;
    return factors + (first > later ? first : later);
}

/* ---- what is told of them ------------------------------------------------------------------------------------ */

enum { NAME_BYTES = 32 };

/* All topics in their order, while they are emitted. */
struct telling {
    const struct topics *topics;
    const struct topic_account *account;
    struct topic_model model;
    struct top_lists terms;           /* by topic: columns of the vocabulary, heaviest first */
    struct coherence_topic *judged;   /* by topic: the first of them */
    double *coherence;                /* by topic */
    struct topic_document *documents; /* room for all */
    uint64_t *counts;                 /* by column of the vocabulary: in the passages of one topic */
};

static void list_terms(struct telling *telling)
{
    for (size_t topic = 0; topic < telling->account->count; topic++) {
        struct top_list *const list = &telling->terms.items[topic];
        struct coherence_topic *const judged = &telling->judged[topic];
        topic_account_terms(telling->account, telling->account->order[topic].index, list);
        for (size_t i = 0; i < list->count; i++) {
            list->entries[i].index = telling->topics->matrix.terms[list->entries[i].index];
        }
        for (judged->count = 0; judged->count < COHERENCE_TERMS && judged->count < list->count; judged->count++) {
            judged->terms[judged->count] = list->entries[judged->count].index;
        }
    }
}

static enum status open_telling(struct telling *telling, struct failure *failure)
{
    const struct counts *const counts = telling->topics->weighted->counts;
    const size_t topics = telling->account->count;
    if (top_lists_open(&telling->terms, topics, TERMS_SHOWN, failure) != STATUS_OK ||
        array_zeroed((void **)&telling->judged, topics, sizeof *telling->judged, failure) != STATUS_OK ||
        array_zeroed((void **)&telling->coherence, topics, sizeof *telling->coherence, failure) != STATUS_OK ||
        array_zeroed((void **)&telling->documents, counts->document_count, sizeof *telling->documents, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&telling->counts, counts->term_count, sizeof *telling->counts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    list_terms(telling);
    return coherence_find(counts, telling->judged, topics, telling->coherence, failure);
}

static void close_telling(struct telling *telling)
{
    free(telling->counts);
    free(telling->documents);
    free(telling->coherence);
    free(telling->judged);
    top_lists_close(&telling->terms);
}

static enum status emit(const struct finding *finding, struct flow *flow)
{
    const struct record record = {.kind = RECORD_FINDING, .as.finding = finding};
    return flow_emit(flow, &record);
}

/* Adds to, or takes from, telling->counts the terms of the passages in which the factor is the strongest. */
static void count_passages(struct telling *telling, size_t factor, bool add)
{
    const struct term_sequences *const sequences = &telling->topics->weighted->counts->sequences;
    for (size_t row = 0; row < telling->topics->passages.count; row++) {
        const struct passage passage = telling->topics->passages.items[row];
        for (uint64_t i = passage.start; i < passage.end && telling->account->strongest[row] == factor; i++) {
            uint64_t *const count = &telling->counts[sequences->terms[i]];
            *count = add ? *count + 1 : 0;
        }
    }
}

static enum status emit_terms(struct telling *telling, size_t topic, struct flow *flow)
{
    const struct top_list *const list = &telling->terms.items[topic];
    const size_t factor = telling->account->order[topic].index;
    char name[NAME_BYTES];
    (void)snprintf(name, sizeof name, TOPIC_NAME_PREFIX "%zu", topic + 1);
    count_passages(telling, factor, true);
    for (size_t rank = 0; rank < list->count; rank++) {
        const size_t column = list->entries[rank].index;
        const struct vocabulary_term *const term = &telling->topics->weighted->counts->terms[column];
        const struct finding finding = {
            .kind = FINDING_TERM,
            .as.term = {.kind = GROUP_TOPIC,
                        .name = span_of(name),
                        .rank = rank + 1,
                        .term = column,
                        .weight = list->entries[rank].value,
                        .count = telling->counts[column],
                        .document_frequency = term->document_frequency,
                        .form = term->form_count > 0 ? term->forms[0].surface : term->term}};
        if (emit(&finding, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    count_passages(telling, factor, false);
    return STATUS_OK;
}

static enum status emit_topic(struct telling *telling, size_t topic, struct flow *flow)
{
    const struct topic_account *const account = telling->account;
    const struct top_entry ranked = account->order[topic];
    const struct top_list *const list = &telling->terms.items[topic];
    size_t terms[TERMS_SHOWN];
    for (size_t i = 0; i < list->count; i++) {
        terms[i] = list->entries[i].index;
    }
    const struct finding finding = {
        .kind = FINDING_TOPIC,
        .as.topic = {.number = topic + 1,
                     .share = ranked.value,
                     .coherence = telling->coherence[topic],
                     .passages = topic_account_passages(account, ranked.index),
                     .terms = terms,
                     .term_count = list->count,
                     .documents = telling->documents,
                     .document_count = topic_account_documents(account, ranked.index, telling->documents),
                     .model = &telling->model}};
    return emit(&finding, flow);
}

static enum status emit_account(struct topics *topics, const struct topic_account *account, struct flow *flow)
{
    struct telling telling = {.topics = topics,
                              .account = account,
                              .model = {.topics = topics->wanted,
                                        .passages = topics->passages.count,
                                        .terms = topics->matrix.rows.column_count,
                                        .rounds = account->factors->rounds,
                                        .error = account->factors->error}};
    enum status status = open_telling(&telling, flow_failure(flow));
    for (size_t topic = 0; topic < account->count && status == STATUS_OK; topic++) {
        status = flow_interrupted(flow) ? flow_fail_signal(flow) : emit_terms(&telling, topic, flow);
    }
    for (size_t topic = 0; topic < account->count && status == STATUS_OK; topic++) {
        status = flow_interrupted(flow) ? flow_fail_signal(flow) : emit_topic(&telling, topic, flow);
    }
    close_telling(&telling);
    if (status == STATUS_OK && account->count < topics->wanted) {
        return flow_warn(flow, "--topics %zu: only %zu were found; the passages have no more in common", topics->wanted,
                         account->count);
    }
    return status;
}

enum status topics_emit(struct topics *topics, struct flow *flow)
{
    struct nonnegative_factors factors = {0};
    struct topic_account account = {0};
    enum status status = topic_search_find(&factors, &topics->matrix, topics->weighted->counts, topics->wanted, flow);
    if (status == STATUS_OK) {
        status = topic_account_open(&account, &factors, &topics->passages, topics->weighted->counts->document_count,
                                    flow_failure(flow));
    }
    if (status == STATUS_OK) {
        status = emit_account(topics, &account, flow);
    }
    topic_account_close(&account);
    nonnegative_factors_free(&factors);
    return status;
}
