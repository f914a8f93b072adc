/*
 * found_events.c - a term speaks for a cluster by its part of the divergence between the cluster's passages and the
 * others: p ln(p / q), p and q the shares of passages that hold it, half a passage added to each side.
 */
#include "found_events.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "top_list.h"

enum { NAME_BYTES = 256 };

/* Passages of one cluster. */
struct finder {
    struct sought_events *events;
    const struct counts *counts;
    const struct event_passages *passages;
    const struct passage_likeness *likeness;
    const struct passage_clusters *clusters;
    size_t *order;     /* passages by cluster, then as they stand */
    size_t *starts;    /* clusters->count + 1 */
    size_t first, end; /* of the cluster, in `order` */
    uint32_t *held;    /* by column: of the passages asked that hold it; 0 between two questions */
    uint32_t *others;  /* by column: of the cluster's that are not asked; likewise */
    uint32_t *touched;
    size_t touched_count;
    uint32_t columns[FOUND_WORDS + FOUND_DATES];
    size_t column_count;
};

/* Which passages of the cluster are asked: all but those of a document, in one language or in any. */
struct question {
    size_t language; /* or SOUGHT_NONE */
    size_t without;  /* a document, or SOUGHT_NONE */
};

static size_t document_of(const struct finder *finder, size_t place)
{
    return finder->passages->items[finder->order[place]].document;
}

static size_t language_of(const struct finder *finder, size_t place)
{
    return finder->likeness->languages[finder->order[place]];
}

static bool is_asked(const struct finder *finder, const struct question *question, size_t place)
{
    return document_of(finder, place) != question->without &&
           (question->language == SOUGHT_NONE || language_of(finder, place) == question->language);
}

/* Counts who of the cluster holds which term; returns how many passages are asked. */
static size_t ask(struct finder *finder, const struct question *question, const struct sparse_matrix *rows)
{
    size_t asked = 0;
    finder->touched_count = 0;
    for (size_t place = finder->first; place < finder->end; place++) {
        const bool counts = is_asked(finder, question, place);
        const size_t passage = finder->order[place];
        asked += counts;
        for (uint64_t i = rows->starts[passage]; i < rows->starts[passage + 1]; i++) {
            const uint32_t column = rows->columns[i];
            if (finder->held[column] + finder->others[column] == 0) {
                finder->touched[finder->touched_count++] = column;
            }
            finder->held[column] += counts;
            finder->others[column] += !counts;
        }
    }
    return asked;
}

static double speaks(const struct finder *finder, const struct sparse_matrix *term_rows, uint32_t column, size_t asked)
{
    const size_t cluster = finder->end - finder->first, outside = finder->passages->count - cluster;
    const uint64_t all = term_rows->starts[column + 1] - term_rows->starts[column];
    const uint64_t elsewhere = all - finder->held[column] - finder->others[column];
    const double share = ((double)finder->held[column] + 0.5) / ((double)asked + 1);
    const double other_share = ((double)elsewhere + 0.5) / ((double)outside + 1);
    return share * (double)logl((long double)share / (long double)other_share);
}

/* The columns that speak most for the cluster, most telling first; returns how many. */
static size_t choose(struct finder *finder, const struct question *question, const struct sparse_matrix *rows,
                     const struct sparse_matrix *term_rows, size_t most, uint32_t *columns)
{
    struct top_entry entries[FOUND_WORDS];
    struct top_list best = {.entries = entries, .capacity = most};
    const size_t asked = ask(finder, question, rows);
    for (size_t i = 0; i < finder->touched_count; i++) {
        const uint32_t column = finder->touched[i];
        const double value = finder->held[column] > 0 ? speaks(finder, term_rows, column, asked) : 0;
        if (value > 0) {
            top_list_offer(&best, value, column);
        }
    }
    for (size_t i = 0; i < finder->touched_count; i++) {
        finder->held[finder->touched[i]] = 0;
        finder->others[finder->touched[i]] = 0;
    }
    top_list_sort(&best);
    for (size_t i = 0; i < best.count; i++) {
        columns[i] = (uint32_t)best.entries[i].index;
    }
    return best.count;
}

static int compare_columns(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static size_t choose_words(struct finder *finder, const struct question *question, uint32_t *columns)
{
    return choose(finder, question, &finder->likeness->words, &finder->likeness->word_rows, FOUND_WORDS, columns);
}

static size_t choose_dates(struct finder *finder, size_t without, uint32_t *columns)
{
    const struct question any = {SOUGHT_NONE, without};
    return choose(finder, &any, &finder->likeness->dates, &finder->likeness->date_rows, FOUND_DATES, columns);
}

/* ---- names --------------------------------------------------------------------------------------------------------
 */

/* The language that most of its passages are in; of equals the first one. */
static size_t main_language(const struct finder *finder)
{
    size_t best = SOUGHT_NONE, most = 0;
    for (size_t place = finder->first; place < finder->end; place++) {
        size_t count = 0;
        for (size_t other = finder->first; other < finder->end; other++) {
            count += language_of(finder, other) == language_of(finder, place);
        }
        if (count > most) {
            most = count;
            best = language_of(finder, place);
        }
    }
    return best;
}

static void append(char *name, struct span text)
{
    const size_t used = strlen(name);
    (void)snprintf(name + used, NAME_BYTES - used, "%s%.*s", used > 0 ? " " : "", SPAN_ARGUMENTS(text));
}

static struct span form_of(const struct counts *counts, uint32_t column)
{
    const struct vocabulary_term *const term = &counts->terms[column];
    return term->form_count > 0 ? term->forms[0].surface : term->term;
}

static bool is_taken(const struct sought_events *events, const char *name)
{
    for (size_t i = 0; i < events->count; i++) {
        if (span_equal(events->items[i].name, span_of(name))) {
            return true;
        }
    }
    return false;
}

/* "أركوس تشمبرلين بلدوين 1927"; a second one of that name has a number behind it. */
static enum status name_event(struct finder *finder, struct span *name, struct failure *failure)
{
    const struct question question = {main_language(finder), SOUGHT_NONE};
    char made[NAME_BYTES + 24] = "", plain[NAME_BYTES] = "";
    const size_t words = choose_words(finder, &question, finder->columns);
    for (size_t i = 0; i < words && i < FOUND_NAME_WORDS; i++) {
        append(plain, form_of(finder->counts, finder->columns[i]));
    }
    const size_t dates = choose_dates(finder, SOUGHT_NONE, finder->columns);
    for (size_t i = 0; i < dates; i++) {
        const struct span term = finder->counts->terms[finder->columns[i]].term;
        const size_t prefix = sizeof TERM_YEAR_PREFIX - 1;
        if (term_is_year(term)) {
            append(plain, (struct span){term.bytes + prefix, term.length - prefix});
            break;
        }
    }
    failure_trim(plain);
    (void)snprintf(made, sizeof made, "%s", plain);
    for (size_t number = 2; is_taken(finder->events, made); number++) {
        (void)snprintf(made, sizeof made, "%s (%zu)", plain, number);
    }
    return arena_copy(&finder->events->names, span_of(made), name, failure);
}

/* ---- definitions --------------------------------------------------------------------------------------------------
 */

/* The event as texts in a language are asked for it, or as one document is: by all the others. */
static enum status add_definition(struct finder *finder, struct span name, size_t language, size_t document,
                                  struct failure *failure)
{
    const struct question question = {language, document};
    finder->column_count = choose_words(finder, &question, finder->columns);
    finder->column_count += choose_dates(finder, document, finder->columns + finder->column_count);
    if (finder->column_count == 0) {
        return STATUS_OK;
    }
    qsort(finder->columns, finder->column_count, sizeof *finder->columns, compare_columns);
    if (sought_events_add(finder->events, finder->counts, name, finder->columns, finder->column_count, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    struct sought_event *const event = &finder->events->items[finder->events->count - 1];
    event->document = document;
    return STATUS_OK;
}

static bool holds(const struct sparse_matrix *rows, size_t passage, uint32_t column)
{
    for (uint64_t i = rows->starts[passage]; i < rows->starts[passage + 1]; i++) {
        if (rows->columns[i] == column) {
            return true;
        }
    }
    return false;
}

/* Do passages of two documents hold it? */
static bool is_shared(const struct finder *finder, uint32_t column)
{
    const struct sparse_matrix *const rows =
        finder->counts->terms[column].channel == CHANNEL_DATE ? &finder->likeness->dates : &finder->likeness->words;
    size_t first = SOUGHT_NONE;
    for (size_t place = finder->first; place < finder->end; place++) {
        if (holds(rows, finder->order[place], column)) {
            if (first != SOUGHT_NONE && first != document_of(finder, place)) {
                return true;
            }
            first = document_of(finder, place);
        }
    }
    return false;
}

/* Do its texts share more than words that any text on such matters has? */
static bool is_telling(struct finder *finder)
{
    const struct question question = {main_language(finder), SOUGHT_NONE};
    size_t telling = 0;
    finder->column_count = choose_words(finder, &question, finder->columns);
    finder->column_count += choose_dates(finder, SOUGHT_NONE, finder->columns + finder->column_count);
    for (size_t i = 0; i < finder->column_count; i++) {
        telling += finder->counts->terms[finder->columns[i]].background <= FOUND_BACKGROUND &&
                   is_shared(finder, finder->columns[i]);
    }
    return telling >= FOUND_TELLING;
}

static void note_vague(struct sought_events *events, struct span name)
{
    if (events->vague_count++ == 0) {
        events->vague_name = name;
    }
}

static enum status add_cluster(struct finder *finder, struct failure *failure)
{
    struct span name;
    if (name_event(finder, &name, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!is_telling(finder)) {
        note_vague(finder->events, name);
        return STATUS_OK;
    }
    for (size_t place = finder->first; place < finder->end; place++) {
        const bool is_new = place == finder->first || document_of(finder, place - 1) != document_of(finder, place);
        if (is_new && add_definition(finder, name, language_of(finder, place), document_of(finder, place), failure) !=
                          STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* Two of what tells: of sources where documents name them, else of documents. */
static bool is_told_by_two(const struct finder *finder, bool has_sources)
{
    const struct document *first = NULL;
    for (size_t place = finder->first; place < finder->end; place++) {
        const struct document *const document = finder->counts->documents[document_of(finder, place)];
        if (has_sources && document->source.length == 0) {
            continue;
        }
        if (first == NULL) {
            first = document;
        } else if (has_sources ? !span_equal(first->source, document->source) : first != document) {
            return true;
        }
    }
    return false;
}

static bool names_sources(const struct counts *counts)
{
    for (size_t i = 0; i < counts->document_count; i++) {
        if (counts->documents[i]->source.length > 0) {
            return true;
        }
    }
    return false;
}

/* ---- all of them --------------------------------------------------------------------------------------------------
 */

static enum status open_finder(struct finder *finder, struct failure *failure)
{
    const size_t passages = finder->passages->count, clusters = finder->clusters->count;
    const size_t terms = finder->counts->term_count;
    if (array_zeroed((void **)&finder->order, passages, sizeof *finder->order, failure) != STATUS_OK ||
        array_zeroed((void **)&finder->starts, clusters + 2, sizeof *finder->starts, failure) != STATUS_OK ||
        array_zeroed((void **)&finder->held, terms, sizeof *finder->held, failure) != STATUS_OK ||
        array_zeroed((void **)&finder->others, terms, sizeof *finder->others, failure) != STATUS_OK ||
        array_zeroed((void **)&finder->touched, terms, sizeof *finder->touched, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t *const labels = finder->clusters->labels;
    for (size_t i = 0; i < passages; i++) {
        finder->starts[labels[i] + 2]++;
    }
    for (size_t i = 2; i < clusters + 2; i++) {
        finder->starts[i] += finder->starts[i - 1];
    }
    for (size_t i = 0; i < passages; i++) {
        finder->order[finder->starts[labels[i] + 1]++] = i;
    }
    return STATUS_OK;
}

static void close_finder(struct finder *finder)
{
    free(finder->touched);
    free(finder->others);
    free(finder->held);
    free(finder->starts);
    free(finder->order);
}

enum status found_events_add(struct sought_events *events, const struct counts *counts,
                             const struct event_passages *passages, const struct passage_likeness *likeness,
                             const struct passage_clusters *clusters, struct failure *failure)
{
    struct finder finder = {
        .events = events, .counts = counts, .passages = passages, .likeness = likeness, .clusters = clusters};
    const bool has_sources = names_sources(counts);
    enum status status = open_finder(&finder, failure);
    for (size_t cluster = 0; cluster < clusters->count && status == STATUS_OK; cluster++) {
        finder.first = finder.starts[cluster];
        finder.end = finder.starts[cluster + 1];
        if (is_told_by_two(&finder, has_sources)) {
            status = add_cluster(&finder, failure);
        }
    }
    close_finder(&finder);
    return status;
}
