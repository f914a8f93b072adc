/* test_topics.c - planted topics through the stage compare, and what is refused. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "finding.h"
#include "harness.h"
#include "refusal.h"
#include "small_matrix.h"
#include "stages.h"
#include "topics.h"
#include "truncated_svd.h"

/*
 * Documents of one passage of 150 words: 30 counted terms of one topic's 15 terms, twice each, in order. Topic k has
 * the columns 15 k .. 15 k + 14. Terms stand side by side, so that every topic is coherent.
 */
enum { TOPIC_TERMS = 15, PASSAGE_TERMS = 30, DOCUMENTS_MOST = 240 };

struct corpus {
    struct small_matrix *matrix;
    size_t documents, topics;
    uint64_t document_starts[DOCUMENTS_MOST + 1], starts[DOCUMENTS_MOST + 1];
    uint32_t terms[DOCUMENTS_MOST * PASSAGE_TERMS], words[DOCUMENTS_MOST];
};

static void make_corpus(struct corpus *corpus, size_t documents, size_t topics)
{
    const size_t columns = topics * TOPIC_TERMS;
    uint32_t *const counts = calloc(documents * columns, sizeof *counts);
    cr_assert_not_null(counts);
    memset(corpus, 0, sizeof *corpus);
    corpus->documents = documents;
    corpus->topics = topics;
    for (size_t document = 0; document < documents; document++) {
        /* Topic 0 twice as often as the others. */
        const size_t topic = document % (topics + 1) % topics;
        for (size_t i = 0; i < PASSAGE_TERMS; i++) {
            const uint32_t column = (uint32_t)(topic * TOPIC_TERMS + i % TOPIC_TERMS);
            counts[document * columns + column]++;
            corpus->terms[document * PASSAGE_TERMS + i] = column;
        }
        corpus->words[document] = PASSAGE_WORDS;
        corpus->starts[document + 1] = (document + 1) * PASSAGE_TERMS;
        corpus->document_starts[document + 1] = document + 1;
    }
    corpus->matrix = small_matrix_new(documents, 0, columns, counts, (struct small_scheme){NULL, NULL, true});
    free(counts);
    corpus->matrix->counts.sequences = (struct term_sequences){.segment_count = documents,
                                                               .document_starts = corpus->document_starts,
                                                               .starts = corpus->starts,
                                                               .terms = corpus->terms,
                                                               .words = corpus->words};
}

struct seen {
    size_t topics, topic_terms, documents, passages;
    double shares;
    size_t kinds[8];
    enum finding_kind last;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct seen *const seen = context;
    const struct finding *const finding = record->as.finding;
    cr_assert_geq(finding->kind, seen->last, "findings are out of order");
    seen->last = finding->kind;
    if (finding->kind == FINDING_TERM && finding->as.term.kind == GROUP_TOPIC) {
        const size_t topic = strtoul(finding->as.term.name.bytes + strlen(TOPIC_NAME_PREFIX), NULL, 10);
        seen->topic_terms++;
        cr_assert_eq(finding->as.term.rank, (seen->topic_terms - 1) % TOPIC_TERMS + 1);
        cr_assert_eq(topic, (seen->topic_terms - 1) / TOPIC_TERMS + 1);
        cr_assert_float_eq(finding->as.term.weight, 1. / TOPIC_TERMS, 1e-6);
        /* Topic 1 is planted topic 0: 80 of 160 passages, each of its terms twice in each; the others have 40. */
        cr_assert_eq(finding->as.term.count, topic == 1 ? 160 : 80, "topic %zu: %zu", topic,
                     (size_t)finding->as.term.count);
        cr_assert_eq(topic == 1, finding->as.term.term < TOPIC_TERMS);
    }
    if (finding->kind == FINDING_TOPIC) {
        const struct topic_finding *const topic = &finding->as.topic;
        cr_assert_eq(topic->number, ++seen->topics);
        cr_assert_eq(topic->term_count, TOPIC_TERMS);
        cr_assert_eq(topic->document_count, topic->number == 1 ? 80 : 40);
        cr_assert_eq(topic->passages, topic->document_count);
        cr_assert_float_eq(topic->share, topic->number == 1 ? 0.5 : 0.25, 1e-6);
        cr_assert_float_eq(topic->documents[0].share_of_document, 1, 1e-12);
        cr_assert_gt(topic->coherence, 0.5);
        cr_assert(topic->model->topics == 3 && topic->model->passages == 160 && topic->model->terms == 45);
        cr_assert_lt(topic->model->error, 1e-6);
        seen->shares += topic->share;
    }
}

static enum status run(struct corpus *corpus, size_t topics, struct seen *seen, struct failure *failure)
{
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &corpus->matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&compare_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = seen != NULL ? note : NULL,
                              .context = seen};
    harness.settings.topics = (unsigned)topics;
    harness.settings.top = 1;
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static struct corpus corpus;

Test(topics, planted_topics_are_found_strongest_first)
{
    struct failure failure = {0};
    struct seen seen = {0};
    make_corpus(&corpus, 160, 3);
    cr_assert_eq(run(&corpus, 3, &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(seen.topics, 3);
    cr_assert_eq(seen.topic_terms, 3 * TOPIC_TERMS);
    cr_assert_float_eq(seen.shares, 1, 1e-12);
    small_matrix_free(corpus.matrix);
}

static void expect_refusal(size_t documents, size_t wanted, const char *words)
{
    struct failure failure = {0};
    make_corpus(&corpus, documents, 3);
    cr_assert_eq(run(&corpus, wanted, NULL, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    cr_assert_not_null(strstr(failure.message, words), "%s", failure.message);
    small_matrix_free(corpus.matrix);
}

Test(topics, a_corpus_that_does_not_bear_them_is_refused_with_its_numbers)
{
    expect_refusal(99, 2, "--topics 2: the corpus has 99 passages of about 150 words, and topics need at least 100");
    expect_refusal(1, 2, "the corpus has 1 passage of");
    expect_refusal(119, 6,
                   "--topics 6: the corpus has 119 passages of about 150 words, and a topic needs 20 of them; ask "
                   "for at most 5");
}

Test(topics, more_topics_than_shared_terms_are_refused)
{
    struct failure failure = {0};
    make_corpus(&corpus, 120, 3);
    for (size_t column = 2; column < 45; column++) {
        corpus.matrix->idf[column] = 0;
    }
    cr_assert_eq(run(&corpus, 5, NULL, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    cr_assert_not_null(strstr(failure.message, "only 2 terms with weight stand in more than one passage"), "%s",
                       failure.message);
    small_matrix_free(corpus.matrix);
}

struct warned {
    bool topics;
};

static void note_warnings(void *context, const struct journal *journal)
{
    struct warned *const warned = context;
    for (size_t i = 0; i < journal->warning_count; i++) {
        warned->topics |= strstr(journal->warnings[i].text.bytes, "--topics 5: only 3 were found") != NULL;
    }
}

Test(topics, fewer_topics_than_wanted_are_told_in_a_warning)
{
    struct warned warned = {0};
    make_corpus(&corpus, 160, 3);
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &corpus.matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&compare_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .inspect = note_warnings,
                              .context = &warned};
    harness.settings.topics = 5;
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_assert(warned.topics);
    small_matrix_free(corpus.matrix);
}

Test(topics, a_refused_allocation_is_a_memory_failure, .timeout = 120)
{
    long refused = 0;
    make_corpus(&corpus, 100, 2);
    for (; refused < 20000; refused += 3) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = run(&corpus, 2, NULL, &failure);
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", refused);
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", refused, failure.message);
    }
    cr_assert(refused > 40 && refused < 20000);
    small_matrix_free(corpus.matrix);
}

/* Of few topics most is for the singular vectors of the first start, of many for the factors of six. */
Test(topics, what_they_take_is_known_ahead)
{
    struct topics topics = {.wanted = 2, .matrix.rows = {.row_count = 100, .column_count = 50}};
    cr_expect_eq(topics_bytes(&topics), 150 * 2 * 8 + truncated_svd_bytes(100, 50, 2));
    topics.wanted = 100;
    cr_expect_eq(topics_bytes(&topics), 7 * 150 * 100 * 8);
    cr_expect_eq(topics_bytes(&(struct topics){0}), truncated_svd_bytes(0, 0, 0));
}
