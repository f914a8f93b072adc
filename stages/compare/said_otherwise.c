/* said_otherwise.c - the names of a state are the keys of data/names.tsv. */
#include "said_otherwise.h"

#include <stdlib.h>

#include "array.h"
#include "calendar_word.h"
#include "find_term.h"

/* One state a row: as it was called at one time or another, and by one part of it. */
static const char *const names_of_states[][13] = {
    {"بريطان", "انكلتر", "britain", "england", "великобритания", "англия", "großbritannien", "británico", "inglaterra",
     "royaume-uni", "angleterre"},
    {"سوفيت", "روس", "soviet", "russia", "ссср", "россия", "рсфср", "sowjetunion", "russland", "soviético", "rusia",
     "soviétique", "russie"},
    {"امريك", "ولايات", "america", "united_states", "америка", "сша", "amerika", "usa", "amérique", "états-unis"},
    {"ايران", "iran", "persia", "иран", "персия", "persien", "irán", "perse"},
    {"تركيا", "عثماني", "turkey", "ottoman", "турция", "османский", "türkei", "osmanisch", "turquía", "otomano",
     "turquie"},
    {"منشوريا", "منشوكو"},
    {"المجر", "هنغار"},
    {"اثيوب", "حبش"},
    {"بورم", "ميانمار"},
    {"تايلند", "سيام"},
    {"تايوان", "فورموز"},
};
enum { STATES = sizeof names_of_states / sizeof *names_of_states, NAMES = 13 };

/* The names that texts hold, in a ring. */
static void join_names(struct said_otherwise *said, const char *const *names)
{
    uint32_t first = 0, last = 0;
    for (size_t i = 0; i < NAMES && names[i] != NULL; i++) {
        const uint32_t found = find_term(said->tellings->counts, CHANNEL_WORD, span_of(names[i]));
        if (found == 0) {
            continue;
        }
        if (first == 0) {
            first = found;
        } else {
            said->next[last - 1] = found;
        }
        last = found;
    }
    if (first != last) {
        said->next[last - 1] = first;
    }
}

enum status said_otherwise_open(struct said_otherwise *said, const struct tellings *tellings, struct failure *failure)
{
    *said = (struct said_otherwise){.tellings = tellings};
    if (array_zeroed((void **)&said->next, tellings->counts->term_count, sizeof *said->next, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < STATES; i++) {
        join_names(said, names_of_states[i]);
    }
    return STATUS_OK;
}

void said_otherwise_close(struct said_otherwise *said)
{
    free(said->next);
    *said = (struct said_otherwise){0};
}

void said_otherwise_count(const struct said_otherwise *said, const struct sides *sides, uint32_t column,
                          uint64_t counts[2])
{
    counts[0] = sides->counts_a[column];
    counts[1] = sides->counts_b[column];
    for (uint32_t other = said->next[column]; other > 0 && other - 1 != column; other = said->next[other - 1]) {
        counts[0] += sides->counts_a[other - 1];
        counts[1] += sides->counts_b[other - 1];
    }
}

/* True where a document of the source on the event is dated, and its date begins so. */
static bool is_own_date(const struct said_otherwise *said, const struct comparison *comparison, struct span date)
{
    const struct tellings *const tellings = said->tellings;
    const size_t telling = tellings_find(tellings, comparison->event, comparison->source);
    for (size_t i = 0; telling < tellings->count && i < tellings->items[telling].unit_count; i++) {
        const struct telling_unit *const unit = &tellings->units[tellings->items[telling].first_unit + i];
        const struct span own = tellings->counts->documents[unit->document]->date;
        if (own.length >= date.length && memcmp(own.bytes, date.bytes, date.length) == 0) {
            return true;
        }
    }
    return false;
}

static struct span behind(struct span term, size_t prefix)
{
    return (struct span){term.bytes + prefix, term.length - prefix};
}

bool said_otherwise_date(const struct said_otherwise *said, const struct sides *sides,
                         const struct comparison *comparison, uint32_t column)
{
    static const size_t prefix = sizeof TERM_DATE_PREFIX - 1, year = sizeof "1939" - 1;
    const struct counts *const counts = said->tellings->counts;
    const struct span term = counts->terms[column].term;
    if (counts->terms[column].channel != CHANNEL_DATE) {
        return false;
    }
    if (term_is_year(term)) {
        return is_own_date(said, comparison, behind(term, sizeof TERM_YEAR_PREFIX - 1));
    }
    if (term.length <= prefix + year || memcmp(term.bytes, TERM_DATE_PREFIX, prefix) != 0) {
        return false;
    }
    char any[] = TERM_DATE_PREFIX "--09-16";
    if (term.length == prefix + sizeof "1939-09-16" - 1) {
        memcpy(any + prefix + 1, term.bytes + prefix + year, sizeof "-09-16" - 1);
        const uint32_t found = find_term(counts, CHANNEL_DATE, span_of(any));
        if (found > 0 && sides->counts_a[found - 1] > 0) {
            return true;
        }
    }
    return is_own_date(said, comparison, behind(term, prefix));
}

enum { YEAR_BYTES = sizeof "1939" - 1, DAY_BYTES = sizeof "-09-16" - 1 };

/* The date of a column that names a year, without its prefix; else empty. */
static struct span dated(const struct counts *counts, uint32_t column)
{
    const struct span term = counts->terms[column].term;
    const size_t prefix = sizeof TERM_DATE_PREFIX - 1;
    if (counts->terms[column].channel != CHANNEL_DATE) {
        return (struct span){"", 0};
    }
    if (term_is_year(term)) {
        return behind(term, sizeof TERM_YEAR_PREFIX - 1);
    }
    const bool has_year =
        term.length > prefix && memcmp(term.bytes, TERM_DATE_PREFIX, prefix) == 0 && term.bytes[prefix] != '-';
    return has_year ? behind(term, prefix) : (struct span){"", 0};
}

static bool starts_with_year(struct span date)
{
    size_t digits = 0;
    while (digits < date.length && date.bytes[digits] >= '0' && date.bytes[digits] <= '9') {
        digits++;
    }
    return digits == YEAR_BYTES && (date.length == YEAR_BYTES || date.bytes[YEAR_BYTES] == '-');
}

/* The latest date of a telling's documents, or empty where one has none. */
static struct span latest_date(const struct tellings *tellings, size_t telling)
{
    struct span latest = {"", 0};
    for (size_t i = 0; i < tellings->items[telling].unit_count; i++) {
        const struct telling_unit *const unit = &tellings->units[tellings->items[telling].first_unit + i];
        const struct span date = tellings->counts->documents[unit->document]->date;
        if (!starts_with_year(date)) {
            return (struct span){"", 0};
        }
        latest = span_compare(date, latest) > 0 ? date : latest;
    }
    return latest;
}

static bool holds(const struct tellings *tellings, size_t telling, uint32_t column)
{
    const struct term_row row = tellings_row(tellings, telling);
    for (size_t i = 0; i < row.count; i++) {
        if (row.columns[i] == column) {
            return true;
        }
    }
    return false;
}

/* By as much as both name: a year is not later than a day of it. */
static bool is_later(struct span date, struct span than)
{
    const size_t length = date.length < than.length ? date.length : than.length;
    return memcmp(date.bytes, than.bytes, length) > 0;
}

bool said_otherwise_is_to_come(const struct said_otherwise *said, const struct comparison *comparison, uint32_t column)
{
    const struct tellings *const tellings = said->tellings;
    const size_t own = tellings_find(tellings, comparison->event, comparison->source);
    const struct span date = dated(tellings->counts, column);
    if (own == tellings->count || !starts_with_year(date)) {
        return false;
    }
    const struct span written = latest_date(tellings, own);
    if (written.length == 0 || !is_later(date, written)) {
        return false;
    }
    for (size_t i = tellings->event_starts[comparison->event]; i < tellings->event_starts[comparison->event + 1]; i++) {
        const struct span other = latest_date(tellings, i);
        if (i != own && other.length > 0 && !is_later(other, written) && holds(tellings, i, column)) {
            return false;
        }
    }
    return true;
}

bool said_otherwise_has_year(const struct said_otherwise *said, const struct sides *sides, uint32_t column)
{
    const struct counts *const counts = said->tellings->counts;
    const struct span term = counts->terms[column].term;
    const size_t prefix = sizeof TERM_DATE_PREFIX - 1;
    if (counts->terms[column].channel != CHANNEL_DATE || term.length != prefix + 1 + DAY_BYTES ||
        memcmp(term.bytes, TERM_DATE_PREFIX "--", prefix + 2) != 0) {
        return false;
    }
    const struct span day = behind(term, prefix + 1);
    for (size_t i = 0; i < sides->touched_count; i++) {
        const uint32_t other = sides->touched[i];
        const struct span full = dated(counts, other);
        if (full.length == YEAR_BYTES + DAY_BYTES && sides->counts_b[other] == sides->counts_b[column] &&
            span_equal(behind(full, YEAR_BYTES), day)) {
            return true;
        }
    }
    return false;
}

bool said_otherwise_is_calendar(const struct vocabulary_term *term)
{
    return (term->flags & TERM_MONTH_NAME) != 0 ||
           (term->form_count > 0 && calendar_word_find(term->forms[0].surface) != CALENDAR_NONE);
}
