/* sought_events.c - a passage is walked through once for all events: each column knows whose term it is. */
#include "sought_events.h"

#include <stdlib.h>

#include "array.h"
#include "find_term.h"

enum { BACKGROUND_DOCUMENTS = 200, MONTHS = 12, DAYS = 366, YEARS_OF_A_DECADE = 10 };
static const double year_chance = 1.0 / (BACKGROUND_DOCUMENTS + 1);

/* ---- chances ------------------------------------------------------------------------------------------------------
 */

static double word_chance(const struct counts *counts, const struct vocabulary_term *term)
{
    const double share = term->background > 0 ? term->background : 0;
    return ((double)term->document_frequency + BACKGROUND_DOCUMENTS * share + 1) /
           ((double)counts->document_count + BACKGROUND_DOCUMENTS + 1);
}

/* date:1927-05-12, date:1927-05, date:--05-12 */
static bool is_day_of_any_year(struct span term)
{
    static const size_t prefix = sizeof TERM_DATE_PREFIX - 1;
    return term.length > prefix && term.bytes[prefix] == '-';
}

static bool is_day(struct span term)
{
    return term.length == sizeof TERM_DATE_PREFIX "1927-05-12" - 1 && !is_day_of_any_year(term);
}

static double date_chance(struct span term)
{
    static const size_t decade = sizeof TERM_DECADE_PREFIX - 1;
    if (term_is_year(term)) {
        return year_chance;
    }
    if (term.length > decade && memcmp(term.bytes, TERM_DECADE_PREFIX, decade) == 0) {
        return year_chance * YEARS_OF_A_DECADE;
    }
    return is_day_of_any_year(term) ? 1.0 / DAYS : year_chance / (is_day(term) ? DAYS : MONTHS);
}

static double chance_of(const struct counts *counts, uint32_t column)
{
    const struct vocabulary_term *const term = &counts->terms[column];
    return term->channel == CHANNEL_DATE ? date_chance(term->term) : word_chance(counts, term);
}

/* ---- terms --------------------------------------------------------------------------------------------------------
 */

static struct span term_at(const struct counts *counts, const struct sought_event *event, size_t i)
{
    return counts->terms[event->terms[i].column].term;
}

/* Which of the event's terms is this: prefix, then `length` bytes of `text`. */
static size_t own_term(const struct counts *counts, const struct sought_event *event, const char *prefix,
                       const char *text, size_t length)
{
    const size_t prefix_length = strlen(prefix);
    for (size_t i = 0; i < event->count; i++) {
        const struct span term = term_at(counts, event, i);
        if (term.length == prefix_length + length && memcmp(term.bytes, prefix, prefix_length) == 0 &&
            memcmp(term.bytes + prefix_length, text, length) == 0) {
            return i;
        }
    }
    return SOUGHT_NONE;
}

/* The text of a day or a month counts its year once. */
static void note_implied(const struct counts *counts, struct sought_event *event, size_t i)
{
    static const size_t prefix = sizeof TERM_DATE_PREFIX - 1, year = sizeof "1927" - 1;
    const struct span term = term_at(counts, event, i);
    event->terms[i].implied_year = SOUGHT_NONE;
    if (counts->terms[event->terms[i].column].channel == CHANNEL_DATE && term.length > prefix + year &&
        memcmp(term.bytes, TERM_DATE_PREFIX, prefix) == 0 && !is_day_of_any_year(term)) {
        event->terms[i].implied_year = own_term(counts, event, TERM_YEAR_PREFIX, term.bytes + prefix, year);
    }
}

static enum status make_evidence(struct sought_event *event, struct failure *failure)
{
    double *chances = NULL;
    enum status status = array_zeroed((void **)&chances, event->count, sizeof *chances, failure);
    if (status == STATUS_OK) {
        for (size_t i = 0; i < event->count; i++) {
            chances[i] = event->terms[i].chance;
        }
        status = event_evidence_open(&event->evidence, chances, event->count, failure);
    }
    free(chances);
    return status;
}

enum status sought_events_add(struct sought_events *events, const struct counts *counts, struct span name,
                              const uint32_t *columns, size_t column_count, struct failure *failure)
{
    if (array_reserve((void **)&events->items, &events->capacity, events->count + 1, sizeof *events->items, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    struct sought_event *const event = &events->items[events->count++];
    *event = (struct sought_event){.name = name, .count = column_count, .named = column_count, .document = SOUGHT_NONE};
    if (array_zeroed((void **)&event->terms, column_count, sizeof *event->terms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < column_count; i++) {
        event->terms[i] = (struct sought_term){.column = columns[i], .chance = chance_of(counts, columns[i])};
    }
    for (size_t i = 0; i < column_count; i++) {
        note_implied(counts, event, i);
    }
    return make_evidence(event, failure);
}

/* ---- events of a file ---------------------------------------------------------------------------------------------
 */

/* The columns of one event, gathered from its rows. */
struct gathering {
    bool *is_taken; /* by column */
    uint32_t *columns;
    size_t count;
};

static void gather(struct gathering *gathering, const struct counts *counts, uint32_t column)
{
    const enum channel channel = counts->terms[column].channel;
    if (!gathering->is_taken[column] && (channel == CHANNEL_WORD || channel == CHANNEL_DATE)) {
        gathering->is_taken[column] = true;
        gathering->columns[gathering->count++] = column;
    }
}

/* The dates of the file, which are written as terms. */
static void gather_dates(struct gathering *gathering, const struct counts *counts, struct span dates)
{
    for (size_t at = 0; at < dates.length;) {
        const char *const space = memchr(dates.bytes + at, ' ', dates.length - at);
        const size_t end = space != NULL ? (size_t)(space - dates.bytes) : dates.length;
        const uint32_t found = find_term(counts, CHANNEL_DATE, (struct span){dates.bytes + at, end - at});
        if (found > 0) {
            gather(gathering, counts, found - 1);
        }
        at = end + 1;
    }
}

static int compare_columns(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static enum status finish_event(struct sought_events *events, struct gathering *gathering, const struct counts *counts,
                                const struct document *document, struct failure *failure)
{
    if (gathering->count > 0) {
        qsort(gathering->columns, gathering->count, sizeof *gathering->columns, compare_columns);
    }
    const enum status status =
        sought_events_add(events, counts, document->event, gathering->columns, gathering->count, failure);
    if (status == STATUS_OK) {
        events->items[events->count - 1].line = document->line;
    }
    for (size_t i = 0; i < gathering->count; i++) {
        gathering->is_taken[gathering->columns[i]] = false;
    }
    gathering->count = 0;
    return status;
}

/* Rows of one event stand side by side: one a language. */
static enum status read_rows(struct sought_events *events, struct gathering *gathering, const struct counts *counts,
                             struct failure *failure)
{
    const struct count_rows *const rows = &counts->rows;
    for (size_t row = counts->document_count; row < rows->row_count; row++) {
        const struct document *const document = counts->documents[row];
        const bool is_last =
            row + 1 == rows->row_count || !span_equal(counts->documents[row + 1]->event, document->event);
        if (document->role != ROLE_EVENT) {
            continue;
        }
        for (uint64_t i = rows->starts[row]; i < rows->starts[row + 1]; i++) {
            gather(gathering, counts, rows->columns[i]);
        }
        gather_dates(gathering, counts, document->date);
        if (is_last && finish_event(events, gathering, counts, document, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status sought_events_read(struct sought_events *events, const struct counts *counts, struct failure *failure)
{
    struct gathering gathering = {0};
    enum status status =
        array_zeroed((void **)&gathering.is_taken, counts->term_count, sizeof *gathering.is_taken, failure);
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&gathering.columns, counts->term_count, sizeof *gathering.columns, failure);
    }
    if (status == STATUS_OK) {
        status = read_rows(events, &gathering, counts, failure);
    }
    free(gathering.columns);
    free(gathering.is_taken);
    return status;
}

/* ---- scores -------------------------------------------------------------------------------------------------------
 */

static int compare_names(const void *a, const void *b)
{
    const struct sought_event *const first = a, *const second = b;
    const int by_name = span_compare(first->name, second->name);
    return by_name != 0 ? by_name : (first->document > second->document) - (first->document < second->document);
}

static int compare_places(const void *a, const void *b)
{
    const struct sought_place *const first = a, *const second = b;
    if (first->column != second->column) {
        return first->column > second->column ? 1 : -1;
    }
    return (first->event > second->event) - (first->event < second->event);
}

/* 12 May 1942 is no mention of the 12 May of another year. */
static enum status list_any_years(struct sought_events *events, const struct counts *counts, struct failure *failure)
{
    static const size_t prefix = sizeof TERM_DATE_PREFIX - 1, year = sizeof "1927" - 1;
    char any[] = TERM_DATE_PREFIX "--05-12";
    if (array_zeroed((void **)&events->any_years, counts->term_count, sizeof *events->any_years, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t column = 0; column < counts->term_count; column++) {
        const struct vocabulary_term *const term = &counts->terms[column];
        if (term->channel != CHANNEL_DATE || !is_day(term->term)) {
            continue;
        }
        memcpy(any + prefix + 1, term->term.bytes + prefix + year, sizeof "-05-12" - 1);
        events->any_years[column] = find_term(counts, CHANNEL_DATE, span_of(any));
    }
    return STATUS_OK;
}

static size_t list_places(struct sought_events *events)
{
    size_t terms = 0;
    for (size_t event = 0; event < events->count; event++) {
        events->first_terms[event] = terms;
        for (size_t i = 0; i < events->items[event].count; i++) {
            if (events->places != NULL) {
                events->places[terms] = (struct sought_place){events->items[event].terms[i].column, event, i};
            }
            terms++;
        }
    }
    return terms;
}

enum status sought_events_settle(struct sought_events *events, const struct counts *counts, struct failure *failure)
{
    if (events->count > 0) {
        qsort(events->items, events->count, sizeof *events->items, compare_names);
    }
    if (array_zeroed((void **)&events->first_terms, events->count, sizeof *events->first_terms, failure) != STATUS_OK ||
        list_any_years(events, counts, failure) != STATUS_OK ||
        array_zeroed((void **)&events->scores, events->count, sizeof *events->scores, failure) != STATUS_OK ||
        array_zeroed((void **)&events->first_places, counts->term_count, sizeof *events->first_places, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t terms = list_places(events);
    if (array_zeroed((void **)&events->counts, terms, sizeof *events->counts, failure) != STATUS_OK ||
        array_zeroed((void **)&events->places, terms, sizeof *events->places, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    events->place_count = list_places(events);
    qsort(events->places, terms, sizeof *events->places, compare_places);
    for (size_t i = terms; i-- > 0;) {
        events->first_places[events->places[i].column] = (uint32_t)i + 1;
    }
    return STATUS_OK;
}

void sought_events_close(struct sought_events *events)
{
    for (size_t i = 0; i < events->count; i++) {
        event_evidence_close(&events->items[i].evidence);
        free(events->items[i].terms);
    }
    free(events->first_places);
    free(events->any_years);
    free(events->counts);
    free(events->first_terms);
    free(events->scores);
    free(events->places);
    free(events->items);
    arena_free(&events->names);
    *events = (struct sought_events){0};
}

static void count_column(struct sought_events *events, uint32_t column, int64_t count)
{
    const uint32_t first = events->first_places[column];
    for (size_t i = first > 0 ? first - 1 : events->place_count;
         i < events->place_count && events->places[i].column == column; i++) {
        const struct sought_place *const place = &events->places[i];
        events->counts[events->first_terms[place->event] + place->term] += count;
    }
}

static double score_event(const struct sought_event *event, int64_t *counts)
{
    double sum = 0;
    for (size_t i = 0; i < event->count; i++) {
        const size_t year = event->terms[i].implied_year;
        if (year != SOUGHT_NONE && counts[i] > 0) {
            counts[year] -= counts[i];
        }
    }
    for (size_t i = 0; i < event->count; i++) {
        const uint32_t counted =
            counts[i] < EVENT_EVIDENCE_COUNT_MOST ? (uint32_t)counts[i] : EVENT_EVIDENCE_COUNT_MOST;
        sum += counts[i] > 0 ? event_evidence_of(event->terms[i].chance, counted) : 0;
    }
    return event_evidence_surprise(&event->evidence, sum);
}

static bool is_asked(const struct sought_event *event, size_t document)
{
    return event->document == SOUGHT_NONE || event->document == document;
}

void sought_events_score(struct sought_events *events, const struct counts *counts, const struct event_passage *passage)
{
    const struct count_rows *const rows = &counts->segments;
    memset(events->counts, 0, events->place_count * sizeof *events->counts);
    for (uint64_t segment = passage->first; segment < passage->end; segment++) {
        for (uint64_t i = rows->starts[segment]; i < rows->starts[segment + 1]; i++) {
            const uint32_t any_year = events->any_years[rows->columns[i]];
            count_column(events, rows->columns[i], rows->counts[i]);
            if (any_year > 0) {
                count_column(events, any_year - 1, -(int64_t)rows->counts[i]);
            }
        }
    }
    for (size_t event = 0; event < events->count; event++) {
        events->scores[event] = is_asked(&events->items[event], passage->document)
                                    ? score_event(&events->items[event], events->counts + events->first_terms[event])
                                    : 0;
    }
}
