/* test_vectorize.c - bags become one matrix: rows in input order, columns by bytes. Cases give a bag as "term*count"
 * words. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "harness.h"
#include "matrix.h"
#include "refusal.h"
#include "stages.h"

enum { TERMS = 16, SEEN_BYTES = 4096 };

struct feed_bag {
    char text[256];
    struct bag_term terms[TERMS];
    struct bag_form forms[TERMS];
    uint64_t segment_starts[4];
    struct segment_text segment_texts[3];
    uint32_t segment_terms[TERMS], segment_counts[TERMS];
    struct bag bag;
    struct record record;
};

static struct feed_bag bags[8];

/* What came out. */
struct seen {
    char vocabulary[SEEN_BYTES], rows[SEEN_BYTES], segments[SEEN_BYTES], leads[SEEN_BYTES], segment_leads[SEEN_BYTES],
        documents[SEEN_BYTES];
    size_t document_count, query_count, segment_count;
    uint64_t segment_starts[8];
};

/* Each term is its own only form. */
static void write_bag(struct feed_bag *feed, const char *text)
{
    char *rest = NULL;
    size_t count = 0;
    snprintf(feed->text, sizeof feed->text, "%s", text);
    for (char *token = strtok_r(feed->text, " ", &rest); token != NULL; token = strtok_r(NULL, " ", &rest)) {
        char *const star = strchr(token, '*');
        *star = '\0';
        const struct span term = span_of(token);
        const uint32_t number = (uint32_t)strtoul(star + 1, NULL, 10);
        feed->terms[count] = (struct bag_term){.term = term,
                                               .channel = strchr(token, ':') ? CHANNEL_DATE : CHANNEL_WORD,
                                               .background = NO_BACKGROUND,
                                               .hash = span_hash(term),
                                               .count = number,
                                               .number = BAG_UNNUMBERED};
        feed->forms[count] =
            (struct bag_form){.surface = term, .term = (uint32_t)count, .count = number, .number = BAG_UNNUMBERED};
        count++;
    }
    feed->bag = (struct bag){.terms = feed->terms, .term_count = count, .forms = feed->forms, .form_count = count};
    feed->record = (struct record){.kind = RECORD_BAG, .as.bag = &feed->bag};
}

static void add_text(char *text, const char *format, struct span span, unsigned long long number)
{
    const size_t length = strlen(text);
    snprintf(text + length, SEEN_BYTES - length, format, length > 0 ? " " : "", SPAN_ARGUMENTS(span), number);
}

static void write_rows(char *text, const struct counts *counts, struct count_rows rows)
{
    for (size_t row = 0; row < rows.row_count; row++) {
        add_text(text, "%s%.*s", span_of("|"), 0);
        for (uint64_t i = rows.starts[row]; i < rows.starts[row + 1]; i++) {
            add_text(text, "%s%.*s*%llu", counts->terms[rows.columns[i]].term, rows.counts[i]);
        }
    }
}

static void note_counts(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct seen *const seen = context;
    const struct counts *const counts = record->as.counts;
    for (size_t i = 0; i < counts->term_count; i++) {
        const struct vocabulary_term *const term = &counts->terms[i];
        add_text(seen->vocabulary, "%s%.*s*%llu", term->term, term->count);
        add_text(seen->vocabulary, "%s%.*s%llu", span_of("df"), term->document_frequency);
        cr_assert_eq(term->form_count, 1);
        cr_assert_eq(term->forms[0].count, term->count);
    }
    for (size_t i = 0; i < counts->document_count + counts->query_count; i++) {
        add_text(seen->documents, "%s%.*s=%llu", counts->documents[i]->id, counts->documents[i]->terms);
    }
    write_rows(seen->rows, counts, counts->rows);
    write_rows(seen->segments, counts, counts->segments);
    write_rows(seen->leads, counts, counts->leads);
    write_rows(seen->segment_leads, counts, counts->segment_leads);
    seen->document_count = counts->document_count;
    seen->query_count = counts->query_count;
    seen->segment_count = counts->segments.row_count;
    cr_assert_eq(counts->segment_starts != NULL, counts->segments.row_count > 0);
    for (size_t i = 0; counts->segment_starts != NULL && i <= counts->rows.row_count; i++) {
        seen->segment_starts[i] = counts->segment_starts[i];
    }
    for (size_t i = 0; i < counts->segments.row_count; i++) {
        cr_assert(counts->segment_texts[i].end == i % 3 * 10 + 9 && counts->segment_texts[i].words == i % 3 + 2);
    }
}

/* Gives the terms and forms of `count` bags numbers that are the same for the same term. */
static void number_bags(size_t count, const void *numbering)
{
    const char *known[8 * TERMS];
    uint32_t known_count = 0;
    for (size_t bag = 0; bag < count; bag++) {
        bags[bag].bag.numbering = numbering;
        for (size_t i = 0; i < bags[bag].bag.term_count; i++) {
            uint32_t number = 0;
            while (number < known_count && strcmp(known[number], bags[bag].terms[i].term.bytes) != 0) {
                number++;
            }
            known[number] = bags[bag].terms[i].term.bytes;
            known_count = number == known_count ? known_count + 1 : known_count;
            bags[bag].terms[i].number = number;
            bags[bag].forms[i].number = 100 - number; /* forms are numbered apart from terms */
        }
    }
}

struct feed_document {
    const char *id, *bag;
    enum role role;
};

static struct harness_document documents[8];

static void write_documents(const struct feed_document *feeds, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        write_bag(&bags[i], feeds[i].bag);
        documents[i] = (struct harness_document){.declared = {.id = span_of(feeds[i].id),
                                                              .path = span_of("corpus.ndjson"),
                                                              .line = i + 1,
                                                              .role = feeds[i].role},
                                                 .records = &bags[i].record,
                                                 .record_count = 1};
    }
}

static enum status run(size_t count, struct settings settings, struct seen *seen, struct failure *failure)
{
    struct harness harness = {.settings = settings,
                              .stages = {&vectorize_stage},
                              .stage_count = 1,
                              .documents = documents,
                              .document_count = count,
                              .collect = note_counts,
                              .context = seen};
    memset(seen, 0, sizeof *seen);
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static const struct feed_document three_texts[] = {
    {"b", "war*2 peace*1 year:1925*1", ROLE_DOCUMENT},
    {"a", "treaty*3 war*1", ROLE_DOCUMENT},
    {"c", "year:1925*4", ROLE_DOCUMENT},
};

Test(vectorize, rows_are_in_input_order_and_columns_by_channel_and_bytes)
{
    static struct seen seen;
    struct failure failure;
    write_documents(three_texts, 3);
    cr_assert_eq(run(3, harness_settings(), &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(seen.vocabulary, "peace*1 df1 treaty*3 df1 war*3 df2 year:1925*5 df2");
    cr_assert_str_eq(seen.rows, "| peace*1 war*2 year:1925*1 | treaty*3 war*1 | year:1925*4");
    cr_assert_str_eq(seen.documents, "b=3 a=2 c=1");
    cr_assert_eq(seen.document_count, 3);
    cr_assert_eq(seen.query_count, 0);
}

Test(vectorize, the_columns_do_not_depend_on_the_order_of_the_documents)
{
    static struct seen seen;
    struct failure failure;
    const struct feed_document turned[] = {three_texts[2], three_texts[1], three_texts[0]};
    write_documents(turned, 3);
    cr_assert_eq(run(3, harness_settings(), &seen, &failure), STATUS_OK);
    cr_assert_str_eq(seen.vocabulary, "peace*1 df1 treaty*3 df1 war*3 df2 year:1925*5 df2");
    cr_assert_str_eq(seen.rows, "| year:1925*4 | treaty*3 war*1 | peace*1 war*2 year:1925*1");
}

Test(vectorize, a_query_adds_nothing_to_the_corpus_and_keeps_only_the_terms_that_it_knows)
{
    static struct seen seen;
    struct failure failure;
    const struct feed_document feeds[] = {{"a", "war*2", ROLE_DOCUMENT},
                                          {"b", "peace*1 war*1", ROLE_DOCUMENT},
                                          {"a", "war*7 unknown*1", ROLE_QUERY},
                                          {"b", "unknown*1", ROLE_QUERY}};
    write_documents(feeds, 4);
    cr_assert_eq(run(4, harness_settings(), &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(seen.vocabulary, "peace*1 df1 war*3 df2");
    cr_assert_str_eq(seen.rows, "| war*2 | peace*1 war*1 | war*7 |");
    cr_assert_str_eq(seen.documents, "a=1 b=2 a=1 b=0");
    cr_assert_eq(seen.document_count, 2);
    cr_assert_eq(seen.query_count, 2);
}

Test(vectorize, bounds_take_terms_out_of_vocabulary_rows_and_counts_of_terms)
{
    static struct seen seen;
    struct failure failure;
    struct settings settings = harness_settings();
    settings.min_df = (struct frequency_bound){false, 2};
    write_documents(three_texts, 3);
    cr_assert_eq(run(3, settings, &seen, &failure), STATUS_OK);
    cr_assert_str_eq(seen.vocabulary, "war*3 df2 year:1925*5 df2");
    cr_assert_str_eq(seen.rows, "| war*2 year:1925*1 | war*1 | year:1925*4");
    cr_assert_str_eq(seen.documents, "b=2 a=1 c=1");
    settings = harness_settings();
    settings.max_df = (struct frequency_bound){true, 0.5};
    cr_assert_eq(run(3, settings, &seen, &failure), STATUS_OK);
    cr_assert_str_eq(seen.rows, "| peace*1 | treaty*3 |");
}

Test(vectorize, bounds_that_leave_nothing_are_a_failure_that_names_the_options)
{
    static struct seen seen;
    struct failure failure;
    struct settings settings = harness_settings();
    settings.min_df = (struct frequency_bound){false, 3};
    write_documents(three_texts, 3);
    cr_assert_eq(run(3, settings, &seen, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert(strstr(failure.message, "--min-df 3") != NULL && strstr(failure.message, "--max-df 1") != NULL, "%s",
              failure.message);
}

Test(vectorize, an_id_that_is_there_twice_is_a_failure_that_names_both_places)
{
    static struct seen seen;
    struct failure failure;
    const struct feed_document feeds[] = {
        {"a", "war*2", ROLE_DOCUMENT}, {"b", "war*1", ROLE_DOCUMENT}, {"a", "peace*1", ROLE_DOCUMENT}};
    write_documents(feeds, 3);
    documents[2].declared.path = span_of("more/a.txt");
    documents[2].declared.line = 0;
    cr_assert_eq(run(3, harness_settings(), &seen, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert(strstr(failure.message, "\"a\"") != NULL, "%s", failure.message);
    cr_assert(strstr(failure.message, "corpus.ndjson, line 1 and more/a.txt;") != NULL, "%s", failure.message);
    documents[0].declared.path = documents[2].declared.path;
    documents[0].declared.line = 0;
    cr_assert_eq(run(3, harness_settings(), &seen, &failure), STATUS_FAILED);
    cr_assert(strstr(failure.message, "both times from more/a.txt;") != NULL, "%s", failure.message);
}

Test(vectorize, two_queries_of_one_id_are_a_failure)
{
    static struct seen seen;
    struct failure failure;
    const struct feed_document feeds[] = {
        {"a", "war*2", ROLE_DOCUMENT}, {"q", "war*1", ROLE_QUERY}, {"q", "war*1", ROLE_QUERY}};
    write_documents(feeds, 3);
    cr_assert_eq(run(3, harness_settings(), &seen, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert(strstr(failure.message, "query id \"q\"") != NULL, "%s", failure.message);
}

Test(vectorize, a_corpus_without_documents_is_no_input)
{
    static struct seen seen;
    struct failure failure;
    cr_assert_eq(run(0, harness_settings(), &seen, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_NO_INPUT);
}

static enum status reject(void *state, struct flow *flow)
{
    (void)state;
    return flow_reject_document(flow, "is damaged");
}

Test(vectorize, a_corpus_whose_documents_are_all_rejected_is_bad_data)
{
    const struct stage_type rejecting_stage = {.name = "reject",
                                               .placement = PER_WORKER,
                                               .consumes = RECORD_BAG,
                                               .produces = RECORD_BAG,
                                               .begin_document = reject};
    static struct seen seen;
    write_documents(three_texts, 3);
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&rejecting_stage, &vectorize_stage},
                              .stage_count = 2,
                              .documents = documents,
                              .document_count = 3,
                              .collect = note_counts,
                              .context = &seen};
    cr_assert_eq(harness_run(&harness), STATUS_FAILED);
    cr_assert_eq(harness.failure.kind, FAILURE_DATA);
    cr_assert(strstr(harness.failure.message, "every document was rejected") != NULL, "%s", harness.failure.message);
}

Test(vectorize, a_corpus_without_any_term_has_empty_rows)
{
    static struct seen seen;
    struct failure failure;
    const struct feed_document feeds[] = {{"a", "", ROLE_DOCUMENT}, {"b", "", ROLE_DOCUMENT}};
    write_documents(feeds, 2);
    cr_assert_eq(run(2, harness_settings(), &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(seen.rows, "| |");
    cr_assert_str_empty(seen.vocabulary);
}

Test(vectorize, numbered_bags_give_what_they_give_by_bytes)
{
    static struct seen seen, numbered;
    struct failure failure;
    const char first = 'a', second = 'b'; /* two numberings, told apart by their addresses */
    const struct feed_document feeds[] = {three_texts[0],
                                          three_texts[1],
                                          three_texts[2],
                                          {"d", "war*4 peace*2 year:1925*1", ROLE_DOCUMENT},
                                          {"q", "unknown*1 war*1", ROLE_QUERY},
                                          {"r", "war*1 unknown*2", ROLE_QUERY}};
    write_documents(feeds, 6);
    cr_assert_eq(run(6, harness_settings(), &seen, &failure), STATUS_OK, "%s", failure.message);
    number_bags(6, &first);
    bags[1].bag.numbering = &second;
    bags[1].terms[0].number =
        BAG_UNNUMBERED; /* treaty; and war has the number that treaty has in the other numbering */
    bags[1].forms[0].number = BAG_UNNUMBERED;
    bags[1].terms[1].number = 3;
    cr_assert_eq(run(6, harness_settings(), &numbered, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(numbered.vocabulary, "peace*3 df2 treaty*3 df1 war*7 df3 year:1925*6 df3");
    cr_assert_str_eq(numbered.rows, seen.rows);
    cr_assert_str_eq(numbered.documents, seen.documents);
}

/* Gives bag i segments: its first term in the first, an empty one, the other terms in the third. */
static void add_segments(struct feed_bag *feed)
{
    for (uint32_t i = 0; i < feed->bag.term_count; i++) {
        feed->segment_terms[i] = i;
        feed->segment_counts[i] = feed->terms[i].count;
    }
    const uint64_t starts[] = {0, 1, 1, feed->bag.term_count};
    memcpy(feed->segment_starts, starts, sizeof starts);
    feed->bag.segment_count = 3;
    feed->bag.segment_starts = feed->segment_starts;
    feed->bag.segment_terms = feed->segment_terms;
    feed->bag.segment_counts = feed->segment_counts;
    for (uint32_t i = 0; i < 3; i++) {
        feed->segment_texts[i] = (struct segment_text){i * 10, i * 10 + 9, i + 2};
    }
    feed->bag.segment_texts = feed->segment_texts;
}

Test(vectorize, segments_are_rows_of_their_own_where_bags_have_them)
{
    static struct seen seen;
    struct failure failure;
    struct settings settings = harness_settings();
    settings.min_df = (struct frequency_bound){false, 2};
    write_documents(three_texts, 2);
    add_segments(&bags[0]);
    add_segments(&bags[1]);
    const struct feed_document query = {"q", "treaty*1 war*1 unknown*1", ROLE_QUERY};
    write_bag(&bags[2], query.bag);
    add_segments(&bags[2]);
    documents[2] = (struct harness_document){
        .declared = {.id = span_of("q"), .role = ROLE_QUERY}, .records = &bags[2].record, .record_count = 1};
    cr_assert_eq(run(3, settings, &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(seen.rows, "| war*2 | war*1 | war*1");
    cr_assert_str_eq(seen.segments, "| war*2 | | | | | war*1 | | | war*1");
    const uint64_t starts[] = {0, 3, 6, 9};
    cr_assert_arr_eq(seen.segment_starts, starts, sizeof starts);
}

Test(vectorize, leads_are_rows_beside_those_of_documents_and_segments)
{
    static struct seen seen;
    struct failure failure;
    struct settings settings = harness_settings();
    const uint32_t lead_counts[] = {1, 0, 0};
    write_documents(three_texts, 2);
    for (size_t i = 0; i < 2; i++) {
        add_segments(&bags[i]);
        bags[i].terms[0].lead_count = 1;
        bags[i].bag.segment_lead_counts = lead_counts;
    }
    settings.command = COMMAND_COMPARE;
    cr_assert_eq(run(2, settings, &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(seen.rows, "| peace*1 war*2 year:1925*1 | treaty*3 war*1");
    cr_expect_str_eq(seen.leads, "| war*1 | treaty*1");
    cr_expect_str_eq(seen.segment_leads, "| war*1 | | | treaty*1 | |");
    settings.command = COMMAND_VECTORIZE;
    cr_assert_eq(run(2, settings, &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_empty(seen.leads);
}

Test(vectorize, every_refused_allocation_is_a_failure_of_memory)
{
    static struct seen seen;
    struct failure failure;
    write_documents(three_texts, 3);
    number_bags(3, &documents);
    for (size_t i = 0; i < 3; i++) {
        add_segments(&bags[i]);
    }
    for (long i = 0;; i++) {
        refuse_allocation(i, false);
        const enum status status = run(3, harness_settings(), &seen, &failure);
        if (refuse_nothing() <= i) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(i, 20);
            return;
        }
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", i);
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", i, failure.message);
    }
}
