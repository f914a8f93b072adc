/* test_passage_likeness.c - likeness worked out a second time, from the sentences of event_corpus.h in dense rows. */
#include <criterion/criterion.h>
#include <math.h>

#include "event_corpus.h"
#include "passage_likeness.h"
#include "refusal.h"

static struct event_corpus *corpus;
static struct event_passages passages;
static struct passage_likeness likeness;

static void make(void)
{
    struct failure failure = {0};
    corpus = event_corpus_new();
    cr_assert_eq(event_passages_cut(&passages, &corpus->matrix->counts, 150, &failure), STATUS_OK);
}

static void drop(void)
{
    passage_likeness_close(&likeness);
    event_passages_free(&passages);
    event_corpus_free(corpus);
}

TestSuite(passage_likeness, .init = make, .fini = drop);

static void open_likeness(void)
{
    struct failure failure = {0};
    cr_assert_eq(passage_likeness_open(&likeness, &corpus->matrix->counts, &passages, &failure), STATUS_OK);
}

static double count_in(size_t passage, size_t column)
{
    double count = 0;
    for (uint64_t segment = passages.items[passage].first; segment < passages.items[passage].end; segment++) {
        count += corpus->segment_counts[segment * EVENT_COLUMNS + column];
    }
    return count;
}

static double weight_of(size_t passage, size_t column)
{
    double held = 0, share = corpus->matrix->terms[column].background;
    const double all = (double)passages.count, count = count_in(passage, column);
    for (size_t i = 0; i < passages.count; i++) {
        held += count_in(i, column) > 0;
    }
    if (count <= 0 || held < 2 || (corpus->matrix->terms[column].flags & TERM_STATE_NAME) != 0) {
        return 0;
    }
    const bool is_date = column >= EVENT_WORDS;
    const double idf = is_date ? log((all + 1) / (held + 1)) : log((all + 201) / (held + 200 * share + 1));
    return (1 + log(count)) * idf;
}

static double cosine(size_t a, size_t b, size_t first, size_t end)
{
    double product = 0, square_a = 0, square_b = 0;
    for (size_t column = first; column < end; column++) {
        const double x = weight_of(a, column), y = weight_of(b, column);
        product += x * y;
        square_a += x * x;
        square_b += y * y;
    }
    return square_a > 0 && square_b > 0 ? product / sqrt(square_a * square_b) : 0;
}

static void expect_likeness(size_t a, size_t b, double date_share)
{
    double row[32];
    cr_assert(passages.count <= 32);
    const double expected = 0.8 * cosine(a, b, 0, EVENT_WORDS) + date_share * cosine(a, b, EVENT_WORDS, EVENT_COLUMNS);
    passage_likeness_row(&likeness, a, passages.count, row);
    cr_expect_float_eq(row[b], expected, 1e-12, "%zu %zu: %.15g, not %.15g", a, b, row[b], expected);
    cr_expect_eq(row[a], 1);
}

Test(passage_likeness, it_is_the_cosine_of_words_and_that_of_dates)
{
    open_likeness();
    cr_assert_eq(likeness.count, 15);
    cr_assert(cosine(0, 5, 0, EVENT_WORDS) > 0.5 && cosine(0, 5, EVENT_WORDS, EVENT_COLUMNS) > 0.1);
    for (size_t a = 0; a < 15; a++) {
        for (size_t b = 0; b < 15; b++) {
            if (a != b) {
                expect_likeness(a, b, 0.2);
            }
        }
    }
}

Test(passage_likeness, across_languages_dates_say_more)
{
    corpus->matrix->documents[1].language = span_of("ru");
    open_likeness();
    cr_expect_neq(likeness.languages[0], likeness.languages[5]);
    cr_expect_eq(likeness.languages[0], likeness.languages[14]);
    expect_likeness(0, 5, 0.7);
    expect_likeness(0, 10, 0.2);
}

Test(passage_likeness, names_of_states_say_nothing)
{
    corpus->matrix->terms[0].flags = TERM_STATE_NAME;
    open_likeness();
    cr_expect_eq(likeness.words.starts[1], likeness.words.starts[0] + 3); /* words 1, 4 and 5 of passage 0 */
    expect_likeness(0, 5, 0.2);
}

Test(passage_likeness, a_row_ends_where_it_is_asked_to)
{
    double row[15];
    open_likeness();
    row[5] = -1;
    passage_likeness_row(&likeness, 6, 5, row);
    cr_expect_eq(row[5], -1);
    cr_expect_gt(row[0], 0);
}

Test(passage_likeness, every_refused_allocation_is_a_failure)
{
    for (long index = 0;; index++) {
        struct failure failure = {0};
        passage_likeness_close(&likeness);
        refuse_allocation(index, false);
        const enum status status = passage_likeness_open(&likeness, &corpus->matrix->counts, &passages, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(index, 10);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    }
}
